import {
  boolean,
  check,
  foreignKey,
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
import { workspaces } from '../workspaces/tables.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Where members of a workspace may sign in instead of by a password here: one OpenID Connect provider. */
export const signInProviders = pgTable(
  'sign_in_providers',
  {
    workspaceId: uuid('workspace_id').notNull(),
    /** Made anew when issuer or client change, so that no account of the former one means somebody at the new one. */
    id: uuid('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    /** [S7] Sealed with the secret of the installation; no answer ever holds it. */
    clientSecret: text('client_secret').notNull(),
    /** Addresses of other domains are refused; empty: any, of who is a member or invited. */
    domains: jsonb('domains').$type<string[]>().notNull(),
    /** Whoever has an address of the domains becomes an agent at the first sign-in. */
    autoJoin: boolean('auto_join').notNull(),
    /** The owner says that the provider asks for a second factor, so that we need not. */
    asksSecondFactor: boolean('asks_second_factor').notNull(),
    enabled: boolean('enabled').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    unique('sign_in_providers_id').on(t.id),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }).onDelete('cascade'),
    check('sign_in_providers_auto_join', sql`not ${t.autoJoin} or jsonb_array_length(${t.domains}) > 0`),
  ],
);
