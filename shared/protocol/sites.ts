import { z } from 'zod';
import { businessHours } from '../hours/schema.ts';
import { widgetSettings } from '../widget-settings/schema.ts';
import { personName } from './text.ts';

/** Sites and their widget settings, as the console and the API see them. */

export const MAX_SITES = 50;
export const MAX_ALLOWED_ORIGINS = 50;
export const MAX_LANGUAGES = 20;
/** Keys of one site that were rotated away and still work. */
export const MAX_RETIRED_KEYS = 5;
export const DEFAULT_GRACE_DAYS = 7;
export const MAX_GRACE_DAYS = 30;
/** Published versions that are kept; older ones go. */
export const MAX_SETTINGS_VERSIONS = 200;

export const site = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Public: it stands in the script tag. */
  key: z.string(),
  /** Where this server is, for the script tag. */
  host: z.string(),
  /** Keys that were rotated away and still work until then. */
  old_keys: z.array(z.object({ key: z.string(), valid_until: z.iso.datetime() })),
  allowed_origins: z.array(
    z.object({
      /** As browsers send it. */
      origin: z.string(),
      /** The same in the letters of its language, where that differs: what people read, and can be fooled by. */
      unicode: z.string().nullable(),
    }),
  ),
  /** BCP 47; the first is the one to fall back to. */
  languages: z.array(z.string()),
  /** Whose its new chats are; null for nobody's in particular. */
  default_team_id: z.uuid().nullable(),
  /** When somebody is there; null for the hours of the default team, else of the workspace. */
  hours: businessHours.nullable(),
  /** To be sent back with a change, so that nobody overwrites what they have not seen. */
  version: z.int(),
  archived_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Site = z.infer<typeof site>;

export const siteList = z.object({ sites: z.array(site), limit: z.int() });
export type SiteList = z.infer<typeof siteList>;

const typedOrigins = z
  .array(z.string().max(300, 'An origin is shorter than this.'))
  .max(MAX_ALLOWED_ORIGINS, `A site allows at most ${MAX_ALLOWED_ORIGINS} origins.`);

export const newSite = z.strictObject({ name: personName, allowed_origins: typedOrigins.default([]) });
export type NewSite = z.infer<typeof newSite>;

export const siteChange = z.strictObject({
  version: z.int(),
  name: personName,
  allowed_origins: typedOrigins,
  languages: z
    .array(z.string().max(35))
    .min(1, 'Name at least one language.')
    .max(MAX_LANGUAGES, `At most ${MAX_LANGUAGES} languages.`),
  default_team_id: z.uuid().nullable(),
  hours: businessHours.nullable(),
});
export type SiteChange = z.infer<typeof siteChange>;

export const keyRotation = z.strictObject({
  /** Days for which the old key still works; 0 ends it now. */
  grace_days: z.int().min(0).max(MAX_GRACE_DAYS).default(DEFAULT_GRACE_DAYS),
});

export const siteWidget = z.object({
  /** What is being worked on; the published settings while nothing is. */
  draft: widgetSettings,
  published: widgetSettings,
  /** Of the draft: to be sent back with every change. */
  version: z.int(),
  published_version: z.int(),
});
export type SiteWidget = z.infer<typeof siteWidget>;

export const draftChange = z.strictObject({ version: z.int(), settings: widgetSettings });
export const publishing = z.strictObject({ version: z.int() });
export const reverting = z.strictObject({ version: z.int(), to: z.int().min(1) });

export const settingsHistory = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      published_at: z.iso.datetime(),
      /** Null for what the site began with. */
      by: z.string().nullable(),
      reverted_to: z.int().nullable(),
      changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  /** Ask for what was published before this version; null on the last page. */
  next: z.int().nullable(),
});
export type SettingsHistory = z.infer<typeof settingsHistory>;
