import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { conversations } from '../conversations/tables.ts';
import { members } from '../members/tables.ts';
import { teams } from '../teams/tables.ts';
import type { Judged } from './choose-agent.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** That a node holds a socket of an agent. They are connected while one of these lasts. */
export const agentLeases = pgTable(
  'agent_leases',
  {
    workspaceId: uuid('workspace_id').notNull(),
    memberId: uuid('member_id').notNull(),
    nodeId: uuid('node_id').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.nodeId] }),
    index('agent_leases_until').on(t.until),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
  ],
);

/** A chat that is offered to one agent, by its queue or by the colleague who has it, until it is accepted, declined or over. */
export const offers = pgTable(
  'offers',
  {
    workspaceId: uuid('workspace_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    /** Null: a colleague's chat that is in no team. */
    teamId: uuid('team_id'),
    memberId: uuid('member_id').notNull(),
    /** The colleague who offers it, and keeps it meanwhile; null: its queue. */
    fromMemberId: uuid('from_member_id'),
    offeredAt: instant('offered_at').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.conversationId] }),
    index('offers_member').on(t.workspaceId, t.memberId),
    index('offers_until').on(t.until),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.teamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'offers_from',
      columns: [t.workspaceId, t.fromMemberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
  ],
);

/** Who let a chat pass since it entered its queue: they are not asked again. */
export const offerPasses = pgTable(
  'offer_passes',
  {
    workspaceId: uuid('workspace_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    memberId: uuid('member_id').notNull(),
    how: text('how', { enum: ['declined', 'timed_out'] }).notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.conversationId, t.memberId] }),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
    check('offer_passes_how', sql`${t.how} in ('declined', 'timed_out')`),
  ],
);

/** [S5] Who could have had a chat, and how each stood: beside the entry of the decision, and for agents alone. */
export const routingDecisions = pgTable(
  'routing_decisions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    /** That of the entry. */
    seq: integer('seq').notNull(),
    teamId: uuid('team_id').notNull(),
    rule: text('rule', { enum: ['sticky', 'round_robin', 'least_busy', 'priority'] }).notNull(),
    memberId: uuid('member_id').notNull(),
    /** How far the workspace's log was when the queue was looked at; null where it was about one chat alone. */
    asOfRev: bigint('as_of_rev', { mode: 'number' }),
    judged: jsonb('judged').$type<Judged[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.conversationId, t.seq] }),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
  ],
);

/** What agents said of themselves, and when: for reports. */
export const availabilityChanges = pgTable(
  'availability_changes',
  {
    workspaceId: uuid('workspace_id').notNull(),
    memberId: uuid('member_id').notNull(),
    id: uuid('id').notNull(),
    at: instant('at').notNull().defaultNow(),
    availability: text('availability', { enum: ['online', 'away', 'offline'] }).notNull(),
    acceptsChats: boolean('accepts_chats').notNull(),
    byItself: boolean('by_itself').notNull(),
    reason: text('reason'),
    /** The colleague who set it; null: themselves, or by itself. */
    setBy: uuid('set_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.id] }),
    index('availability_changes_at').on(t.workspaceId, t.memberId, t.at),
    index('availability_changes_time').on(t.workspaceId, t.at, t.id),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
  ],
);
