import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AuditDetails } from '../../shared/audit/audit-entry.ts';
import { workspaces } from '../workspaces/tables.ts';

/**
 * [S33] Who changed what in a workspace. Append-only: a trigger in the migration refuses updates and deletes, but those
 * that come with the erasure of the whole workspace. `id` grows with time. Holds no secrets and no words of visitors.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    actorKind: text('actor_kind', { enum: ['agent', 'operator', 'system'] }).notNull(),
    /** The member; no foreign key, since the entry outlives whom it names. */
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    targetLabel: text('target_label').notNull(),
    details: jsonb('details').$type<AuditDetails>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('audit_entries_action').on(t.workspaceId, t.action, t.id),
    index('audit_entries_actor').on(t.workspaceId, t.actorId, t.id),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    check('audit_entries_actor_kind', sql`${t.actorKind} in ('agent', 'operator', 'system')`),
  ],
);
