import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { conversations } from '../conversations/tables.ts';

/** The log. One row an entry, numbered by `seq` within its conversation; see log-writer.ts. */
export const entries = pgTable(
  'entries',
  {
    workspaceId: uuid('workspace_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    publicSeq: integer('public_seq'),
    rev: bigint('rev', { mode: 'number' }).notNull(),
    type: text('type').notNull(),
    senderKind: text('sender_kind', { enum: ['visitor', 'agent', 'system'] }).notNull(),
    senderId: uuid('sender_id'),
    senderName: text('sender_name'),
    clientId: uuid('client_id'),
    body: jsonb('body').$type<Record<string, unknown>>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.conversationId, t.seq] }),
    uniqueIndex('entries_public_seq')
      .on(t.workspaceId, t.conversationId, t.publicSeq)
      .where(sql`${t.publicSeq} is not null`),
    uniqueIndex('entries_client_id')
      .on(t.workspaceId, t.conversationId, t.senderId, t.clientId)
      .where(sql`${t.clientId} is not null`),
    index('entries_rev').on(t.workspaceId, t.rev),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
    check('entries_sender_kind', sql`${t.senderKind} in ('visitor', 'agent', 'system')`),
  ],
);
