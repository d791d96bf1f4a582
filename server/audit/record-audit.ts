import type { AuditDetails } from '../../shared/audit/audit-entry.ts';
import type { Database } from '../db/database.ts';
import type { AgentActor } from '../identity.ts';
import { hideSecrets } from './hide-secrets.ts';
import { orderedId } from './ordered-id.ts';
import { auditEntries } from './tables.ts';

/** An agent; or whoever works at the command line; or Bellhop itself, in a job. */
export type AuditActor =
  | Pick<AgentActor, 'kind' | 'workspaceId' | 'memberId' | 'name'>
  | { kind: 'operator' | 'system'; workspaceId: string };

export interface AuditRecord {
  /** What was done to what, past tense, as in `member.invited`. */
  action: `${string}.${string}`;
  /** `label` is what people call it: a member's or a site's name. Never a visitor's words or address. */
  target: { type: string; id: string; label: string };
  details?: AuditDetails;
}

/** Anything that can insert within the caller's transaction. */
export type AuditTransaction = Pick<Database['orm'], 'insert'>;

const MAX_LABEL = 200;
const NAMES = { operator: 'Operator (command line)', system: 'Bellhop' } as const;

/** [S33] Writes the entry in the caller's transaction: with the change, or not at all. */
export async function recordAudit(
  tx: AuditTransaction,
  actor: AuditActor,
  { action, target, details = {} }: AuditRecord,
): Promise<void> {
  const who =
    actor.kind === 'agent'
      ? { actorId: actor.memberId, actorName: actor.name }
      : { actorId: null, actorName: NAMES[actor.kind] };
  await tx.insert(auditEntries).values({
    workspaceId: actor.workspaceId,
    id: orderedId(),
    actorKind: actor.kind,
    ...who,
    action,
    targetType: target.type,
    targetId: target.id,
    targetLabel: target.label.slice(0, MAX_LABEL),
    details: hideSecrets(details),
  });
}
