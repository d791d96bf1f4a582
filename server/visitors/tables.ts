import { sql } from 'drizzle-orm';
import {
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { VisitorAttributes, VisitorSources } from '../../shared/protocol/visitors.ts';
import { sites } from '../sites/tables.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A person on a site. Made when they first send something, never by a page view. */
export const visitors = pgTable(
  'visitors',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    siteId: uuid('site_id').notNull(),
    name: text('name'),
    email: text('email'),
    attributes: jsonb('attributes').$type<VisitorAttributes>().notNull().default({}),
    /** Who says so: a token of the site, or the page. What is not named here the team noted. */
    sources: jsonb('sources').$type<VisitorSources>().notNull().default({}),
    /** [S9] What the site's own server calls them, by a verified token; null for somebody whom nobody vouched for. */
    subject: text('subject'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    blockedAt: timestamp('blocked_at', { withTimezone: true }),
    /** Whose conversations and tokens this one's have become; always one that is not merged itself. */
    mergedInto: uuid('merged_into'),
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('visitors_list').on(t.workspaceId, t.lastSeenAt, t.id),
    uniqueIndex('visitors_subject')
      .on(t.workspaceId, t.siteId, t.subject)
      .where(sql`${t.subject} is not null`),
    index('visitors_merged')
      .on(t.workspaceId, t.mergedInto)
      .where(sql`${t.mergedInto} is not null`),
    foreignKey({
      columns: [t.workspaceId, t.siteId],
      foreignColumns: [sites.workspaceId, sites.id],
    }).onDelete('cascade'),
  ],
);

/** What a visitor's browser holds: an opaque random token, of which only the SHA-256 is stored. */
export const visitorTokens = pgTable(
  'visitor_tokens',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    visitorId: uuid('visitor_id').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('visitor_tokens_hash').on(t.tokenHash),
    index('visitor_tokens_visitor').on(t.workspaceId, t.visitorId),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
  ],
);

/** What a visitor saw and did on the site, as its page told: the latest of each visitor. */
export const visitorActivity = pgTable(
  'visitor_activity',
  {
    workspaceId: uuid('workspace_id').notNull(),
    /** Grows with time: the order of what happened. */
    id: uuid('id').notNull(),
    visitorId: uuid('visitor_id').notNull(),
    kind: text('kind').$type<'page' | 'event'>().notNull(),
    /** An event's name; a page's title. */
    name: text('name').notNull(),
    /** Of a page. */
    url: text('url'),
    properties: jsonb('properties').$type<VisitorAttributes>().notNull().default({}),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('visitor_activity_latest').on(t.workspaceId, t.visitorId, t.id),
    index('visitor_activity_old').on(t.at),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
  ],
);
