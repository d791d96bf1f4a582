import { foreignKey, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sites } from '../sites/tables.ts';

/** What a site's own server signs with to say who its visitors are: at most two at once, so that one can follow another. */
export const identityKeys = pgTable(
  'identity_keys',
  {
    workspaceId: uuid('workspace_id').notNull(),
    siteId: uuid('site_id').notNull(),
    /** The `kid` of what it signs. */
    id: uuid('id').notNull(),
    /** [S7] Sealed with the secret of the installation; shown once, when it is made. */
    secret: text('secret').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.siteId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.siteId],
      foreignColumns: [sites.workspaceId, sites.id],
    }).onDelete('cascade'),
  ],
);
