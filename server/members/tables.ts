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
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { user } from '../auth/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** An agent: a user's membership of a workspace. */
export const members = pgTable(
  'members',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: ['owner', 'admin', 'agent'] }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When a socket of theirs was last there, to a minute or so. */
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
    /** How many chats at once; the workspace's default without. */
    chatLimit: integer('chat_limit'),
    /** What they say of themselves; what their sockets say is in `agent_leases`. */
    availability: text('availability', { enum: ['online', 'away', 'offline'] })
      .notNull()
      .default('online'),
    /** Away because nothing was typed or clicked for long; the next click ends it. */
    awayByItself: boolean('away_by_itself').notNull().default(false),
    /** False while they finish what they have. */
    acceptsChats: boolean('accepts_chats').notNull().default(true),
    availabilityReason: text('availability_reason'),
    availabilitySince: timestamp('availability_since', { withTimezone: true }).notNull().defaultNow(),
    /** When routing last gave them a chat: whose turn it is. */
    lastAssignedAt: timestamp('last_assigned_at', { withTimezone: true }),
    /** What they chose for themselves, see `shared/preferences`. On this row, so that a decision locks it with the agent. */
    preferences: jsonb('preferences').$type<Record<string, unknown>>().notNull().default({}),
    preferencesVersion: integer('preferences_version').notNull().default(0),
    deactivatedAt: timestamp('deactivated_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('members_user').on(t.workspaceId, t.userId),
    index('members_by_user').on(t.userId),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.userId], foreignColumns: [user.id] }).onDelete('cascade'),
    check('members_chat_limit', sql`${t.chatLimit} between 1 and 100`),
    check('members_availability', sql`${t.availability} in ('online', 'away', 'offline')`),
    check('members_role', sql`${t.role} in ('owner', 'admin', 'agent')`),
  ],
);
