import { sql } from 'drizzle-orm';
import {
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BusinessHours } from '../../shared/hours/schema.ts';
import { members } from '../members/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** Agents who share a queue. */
export const teams = pgTable(
  'teams',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    strategy: text('strategy', { enum: ['manual', 'priority', 'round_robin', 'least_busy'] }).notNull(),
    /** Whom the visitor spoke with last comes before the strategy. */
    sticky: boolean('sticky').notNull().default(false),
    /** A chat is offered this long to one agent; null: it is theirs at once. */
    offerSeconds: integer('offer_seconds'),
    chatLimit: integer('chat_limit'),
    queueLimit: integer('queue_limit'),
    expectation: text('expectation').notNull().default(''),
    overflowTeamId: uuid('overflow_team_id'),
    /** Null: those of the workspace. */
    hours: jsonb('hours').$type<BusinessHours>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('teams_name').on(t.workspaceId, sql`lower(${t.name})`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    foreignKey({
      name: 'teams_overflow',
      columns: [t.workspaceId, t.overflowTeamId],
      foreignColumns: [t.workspaceId, t.id],
    }),
    check('teams_strategy', sql`${t.strategy} in ('manual', 'priority', 'round_robin', 'least_busy')`),
    check('teams_offer_seconds', sql`${t.offerSeconds} between 5 and 600`),
    check('teams_chat_limit', sql`${t.chatLimit} between 1 and 100`),
    check('teams_queue_limit', sql`${t.queueLimit} between 1 and 10000`),
    check('teams_no_own_overflow', sql`${t.overflowTeamId} <> ${t.id}`),
  ],
);

/** Who is in a team, and whose turn comes when. */
export const teamMembers = pgTable(
  'team_members',
  {
    workspaceId: uuid('workspace_id').notNull(),
    teamId: uuid('team_id').notNull(),
    memberId: uuid('member_id').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.teamId, t.memberId] }),
    index('team_members_by_member').on(t.workspaceId, t.memberId),
    foreignKey({
      columns: [t.workspaceId, t.teamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
  ],
);
