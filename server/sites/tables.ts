import { sql } from 'drizzle-orm';
import {
  boolean,
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
import type { BusinessHours } from '../../shared/hours/schema.ts';
import { teams } from '../teams/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

/**
 * One embed of the widget. An empty list of allowed origins allows none; `*` alone allows every one. `settings` are the
 * published ones, in the shape of their time: read them through `liftSettings`.
 */
export const sites = pgTable(
  'sites',
  {
    workspaceId: uuid('workspace_id').notNull(),
    id: uuid('id').notNull(),
    key: text('key').notNull(),
    /** What the console calls it. */
    name: text('name').notNull().default(''),
    allowedOrigins: text('allowed_origins').array().notNull(),
    languages: text('languages')
      .array()
      .notNull()
      .default(sql`'{en}'`),
    /** Whose the new chats of this site are; routing reads it here. */
    defaultTeamId: uuid('default_team_id'),
    /** Null: those of the default team, else of the workspace. */
    hours: jsonb('hours').$type<BusinessHours>(),
    /** Grows with every change of what the site's form shows. */
    version: integer('version').notNull().default(1),
    settings: jsonb('settings').notNull(),
    settingsVersion: integer('settings_version').notNull().default(1),
    /** Null while nothing differs from what is published. */
    draft: jsonb('draft'),
    /** Grows with every change of the draft, publishing included. */
    draftVersion: integer('draft_version').notNull().default(1),
    /** [S9] Once it has an identity key: whether a name or an address is believed by a token alone. */
    proofOnly: boolean('proof_only').notNull().default(true),
    /** [S31] Whether addresses of seen pages keep their query. */
    keepsQueries: boolean('keeps_queries').notNull().default(false),
    /** [S31] How long pages and events of its visitors are kept. */
    activityDays: integer('activity_days').notNull().default(30),
    archivedAt: at('archived_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('sites_key').on(t.key),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    foreignKey({
      name: 'sites_default_team',
      columns: [t.workspaceId, t.defaultTeamId],
      foreignColumns: [teams.workspaceId, teams.id],
    }),
  ],
);

/** Keys that were rotated away: each still names its site until then, and nobody's from then on. */
export const retiredSiteKeys = pgTable(
  'retired_site_keys',
  {
    workspaceId: uuid('workspace_id').notNull(),
    key: text('key').notNull(),
    siteId: uuid('site_id').notNull(),
    validUntil: at('valid_until').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    unique('retired_site_keys_key').on(t.key),
    index('retired_site_keys_site').on(t.workspaceId, t.siteId),
    foreignKey({
      columns: [t.workspaceId, t.siteId],
      foreignColumns: [sites.workspaceId, sites.id],
    }).onDelete('cascade'),
  ],
);

/** Every set of widget settings that was published. */
export const widgetSettingsVersions = pgTable(
  'widget_settings_versions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    siteId: uuid('site_id').notNull(),
    version: integer('version').notNull(),
    settings: jsonb('settings').notNull(),
    /** The member; no foreign key, since the version outlives whom it names. Null for what a site began with. */
    memberId: uuid('member_id'),
    memberName: text('member_name'),
    /** The earlier version that was published again. */
    revertedTo: integer('reverted_to'),
    publishedAt: at('published_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.siteId, t.version] }),
    foreignKey({
      columns: [t.workspaceId, t.siteId],
      foreignColumns: [sites.workspaceId, sites.id],
    }).onDelete('cascade'),
  ],
);
