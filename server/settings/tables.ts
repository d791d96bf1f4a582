import { foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { SettingChange, StoredSettings } from '../../shared/settings/stored-settings.ts';
import { workspaces } from '../workspaces/tables.ts';

/** What a workspace set otherwise than by default. No row: all by default, at version 0. */
export const workspaceSettings = pgTable(
  'workspace_settings',
  {
    workspaceId: uuid('workspace_id').notNull(),
    version: integer('version').notNull(),
    /** In which shape the values are, see `lift-stored.ts`. */
    schema: integer('schema').notNull().default(1),
    values: jsonb('values').$type<StoredSettings>().notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);

/** Each version: who made it, when, and what it changed. */
export const settingsVersions = pgTable(
  'settings_versions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    version: integer('version').notNull(),
    changes: jsonb('changes').$type<SettingChange[]>().notNull(),
    memberId: uuid('member_id').notNull(),
    memberName: text('member_name').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.version] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
  ],
);
