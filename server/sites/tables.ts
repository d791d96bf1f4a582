import { foreignKey, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { SiteSettings } from '../../shared/protocol/http.ts';
import { workspaces } from '../workspaces/tables.ts';

/** One embed of the widget. An empty list of allowed origins allows none; `*` alone allows every one. */
export const sites = pgTable(
  'sites',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    key: text('key').notNull(),
    allowedOrigins: text('allowed_origins').array().notNull(),
    settings: jsonb('settings').$type<SiteSettings>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('sites_key').on(t.key),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);
