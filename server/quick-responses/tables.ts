import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { members } from '../members/tables.ts';
import { teams } from '../teams/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** Saved replies: a member's own, a team's, or, with neither, the workspace's. */
export const quickResponses = pgTable(
  'quick_responses',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    memberId: uuid('member_id'),
    teamId: uuid('team_id'),
    /** In lower case. */
    shortcut: text('shortcut').notNull(),
    title: text('title').notNull(),
    folder: text('folder').notNull(),
    text: text('text').notNull(),
    uses: integer('uses').notNull().default(0),
    /** Number of the latest change to it, see `quickResponseChanges`. */
    change: bigint('change', { mode: 'number' }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('quick_responses_personal')
      .on(t.workspaceId, t.memberId, t.shortcut)
      .where(sql`${t.memberId} is not null`),
    uniqueIndex('quick_responses_team')
      .on(t.workspaceId, t.teamId, t.shortcut)
      .where(sql`${t.teamId} is not null`),
    uniqueIndex('quick_responses_workspace')
      .on(t.workspaceId, t.shortcut)
      .where(sql`${t.memberId} is null and ${t.teamId} is null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.teamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }).onDelete('cascade'),
    check('quick_responses_one_owner', sql`${t.memberId} is null or ${t.teamId} is null`),
  ],
);

/** Whoever changes quick responses of a workspace holds its row: changes come one after the other, and are counted. */
export const quickResponseChanges = pgTable(
  'quick_response_changes',
  {
    workspaceId: uuid('workspace_id').notNull(),
    last: bigint('last', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);

/** What was counted already: a use that is told again counts once. */
export const quickResponseUses = pgTable(
  'quick_response_uses',
  {
    workspaceId: uuid('workspace_id').notNull(),
    memberId: uuid('member_id').notNull(),
    /** The message's. */
    clientId: uuid('client_id').notNull(),
    quickResponseId: uuid('quick_response_id').notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      name: 'quick_response_uses_pk',
      columns: [t.workspaceId, t.memberId, t.clientId, t.quickResponseId],
    }),
    index('quick_response_uses_response').on(t.workspaceId, t.quickResponseId),
    index('quick_response_uses_age').on(t.usedAt),
    foreignKey({
      name: 'quick_response_uses_member_fk',
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'quick_response_uses_response_fk',
      columns: [t.workspaceId, t.quickResponseId],
      foreignColumns: [quickResponses.workspaceId, quickResponses.id],
    }).onDelete('cascade'),
  ],
);
