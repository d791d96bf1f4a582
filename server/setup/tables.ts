import { sql } from 'drizzle-orm';
import { check, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { workspaces } from '../workspaces/tables.ts';

/** One row for the whole installation: whether the first owner has come, and the hash of the link until then. */
export const installation = pgTable(
  'installation',
  {
    id: smallint('id').primaryKey().default(1),
    /** The workspace that the first owner will own. */
    workspaceId: uuid('workspace_id').references(() => workspaces.id),
    /** The site of /demo/, once there was one. */
    demoSiteId: uuid('demo_site_id'),
    setupTokenHash: text('setup_token_hash'),
    /** Proof of knowing SECRET, not a way to it: nodes that disagree would not believe each other's cookies. */
    secretFingerprint: text('secret_fingerprint'),
    setupClosedAt: timestamp('setup_closed_at', { withTimezone: true }),
  },
  (table) => [check('installation_one_row', sql`${table.id} = 1`)],
);
