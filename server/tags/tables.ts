import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { TAG_COLORS } from '../../shared/protocol/inbox.ts';
import { workspaces } from '../workspaces/tables.ts';

/** What agents mark conversations with. One that was deleted stays until no conversation has it any more. */
export const tags = pgTable(
  'tags',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    color: text('color', { enum: TAG_COLORS }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tags_name')
      .on(t.workspaceId, sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    check('tags_color', sql`${t.color} in (${sql.raw(TAG_COLORS.map((name) => `'${name}'`).join(', '))})`),
  ],
);
