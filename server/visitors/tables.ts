import {
  customType,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
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
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
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
