import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** The tenant. `rev` is the position of its log of logs; `epoch` changes when a database is restored. */
export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  rev: bigint('rev', { mode: 'number' }).notNull().default(0),
  epoch: uuid('epoch').notNull().defaultRandom(),
  lastNumber: integer('last_number').notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A workspace that an owner wants deleted: until `deleteAt` it is called off by removing the row. */
export const workspaceDeletions = pgTable(
  'workspace_deletions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    /** The owner; no foreign key, since members go before this row does. */
    requestedBy: uuid('requested_by').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().defaultNow(),
    deleteAt: timestamp('delete_at', { withTimezone: true }).notNull(),
    /** Since when nobody is let in any more; what is stored is removed from then on. */
    shutAt: timestamp('shut_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    index('workspace_deletions_due').on(t.deleteAt),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);
