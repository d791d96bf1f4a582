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
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import { members } from '../members/tables.ts';
import { sites } from '../sites/tables.ts';
import { teams } from '../teams/tables.ts';
import { visitors } from '../visitors/tables.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A conversation's row: where its log stands, and what lists show of it. Written by the log writer alone. */
export const conversations = pgTable(
  'conversations',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    siteId: uuid('site_id').notNull(),
    visitorId: uuid('visitor_id').notNull(),
    number: integer('number'),
    status: text('status', { enum: ['waiting', 'open', 'snoozed', 'ended'] })
      .notNull()
      .default('waiting'),
    kind: text('kind', { enum: ['live', 'ticket'] })
      .notNull()
      .default('live'),
    /** Whose queue it is in, or was; null: that of the workspace. */
    teamId: uuid('team_id'),
    priority: smallint('priority').notNull().default(0),
    /** Its place in the queue, from when it began or was opened again. Kept when it comes back. */
    queuedAt: instant('queued_at')
      .notNull()
      .default(sql`date_trunc('milliseconds', now())`),
    /** When it wakes by itself; of a snoozed one alone, and null in one that waits for its visitor. */
    snoozedUntil: instant('snoozed_until'),
    /** In the order in which they were put on. One that was deleted is taken off by a job. */
    tagIds: uuid('tag_ids')
      .array()
      .notNull()
      .default(sql`'{}'::uuid[]`),
    assigneeId: uuid('assignee_id'),
    assigneeName: text('assignee_name'),
    seq: integer('seq').notNull().default(0),
    publicSeq: integer('public_seq').notNull().default(0),
    rev: bigint('rev', { mode: 'number' }).notNull().default(0),
    visitorRead: integer('visitor_read').notNull().default(0),
    agentRead: integer('agent_read').notNull().default(0),
    waitingSince: instant('waiting_since'),
    lastMessage: jsonb('last_message').$type<NonNullable<Conversation['last_message']>>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('conversations_number').on(t.workspaceId, t.number),
    index('conversations_list').on(t.workspaceId, t.status, t.createdAt, t.id),
    // The queues, in their order.
    index('conversations_queue')
      .on(t.workspaceId, t.teamId, t.priority.desc(), t.queuedAt, t.id)
      .where(sql`${t.status} = 'waiting' and ${t.assigneeId} is null`),
    // What wakes next.
    index('conversations_snoozed')
      .on(t.snoozedUntil)
      .where(sql`${t.status} = 'snoozed'`),
    index('conversations_tags')
      .using('gin', t.tagIds)
      .where(sql`${t.tagIds} <> '{}'`),
    // What was opened again and is still somebody's, for the sweep.
    index('conversations_reopened')
      .on(t.workspaceId, t.queuedAt, t.id)
      .where(sql`${t.status} = 'waiting' and ${t.assigneeId} is not null`),
    // What a member has to do, and what goes back to the queue when they leave.
    index('conversations_assignee')
      .on(t.workspaceId, t.assigneeId)
      .where(sql`${t.status} <> 'ended'`),
    index('conversations_visitor').on(t.workspaceId, t.visitorId, t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.siteId],
      foreignColumns: [sites.workspaceId, sites.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.assigneeId], foreignColumns: [members.workspaceId, members.id] }),
    check('conversations_status', sql`${t.status} in ('waiting', 'open', 'snoozed', 'ended')`),
    foreignKey({
      name: 'conversations_team',
      columns: [t.workspaceId, t.teamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }),
    check('conversations_priority', sql`${t.priority} between 0 and 2`),
    check('conversations_kind', sql`${t.kind} in ('live', 'ticket')`),
  ],
);

/**
 * The latest change of a conversation that wrote no entry (a read mark), so that it is found by `rev` all the same.
 * `conversations.rev` itself has no index: with one, every message would write all the table's indexes anew.
 */
export const conversationMarks = pgTable(
  'conversation_marks',
  {
    workspaceId: uuid('workspace_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    rev: bigint('rev', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.conversationId] }),
    index('conversation_marks_rev').on(t.workspaceId, t.rev),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** Who is spoken to in a note, and when they saw it. A team is kept as each of its members. */
export const mentions = pgTable(
  'mentions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    memberId: uuid('member_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    /** That of the note. */
    seq: integer('seq').notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.conversationId, t.seq] }),
    index('mentions_latest').on(t.workspaceId, t.memberId, t.createdAt.desc()),
    index('mentions_conversation').on(t.workspaceId, t.conversationId),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
  ],
);
