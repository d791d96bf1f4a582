import { z } from 'zod';

/** What changed, in words of the action: plain values, before and after where both make sense. */
export type AuditDetails = Record<string, unknown>;

export const auditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['agent', 'operator', 'system']),
    /** The member; null when nobody of the workspace acted. */
    id: z.uuid().nullable(),
    name: z.string(),
  }),
  /** What was done to what, as in `member.invited`. */
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string(), label: z.string() }),
  details: z.record(z.string(), z.unknown()),
});

export const auditPage = z.object({
  entries: z.array(auditEntry),
  /** Ask for the page before this id; null on the last page. */
  next: z.uuid().nullable(),
});

export const auditFilters = z.object({
  /** Those who acted and what was done so far, for the filters of a list. */
  actors: z.array(z.object({ id: z.uuid(), name: z.string() })),
  actions: z.array(z.string()),
});

export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;
export type AuditFilters = z.infer<typeof auditFilters>;
