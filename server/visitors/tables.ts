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
  uuid,
} from 'drizzle-orm/pg-core';
import type { VisitorAttributes } from '../../shared/protocol/visitors.ts';
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
