import { bigint, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The tenant. `rev` is the position of its log of logs; `epoch` changes when a database is restored. */
export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  rev: bigint('rev', { mode: 'number' }).notNull().default(0),
  epoch: uuid('epoch').notNull().defaultRandom(),
  lastNumber: integer('last_number').notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});
