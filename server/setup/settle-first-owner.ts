import type { Config } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { createFirstOwner } from './create-first-owner.ts';
import { nameFromEmail } from './name-from-email.ts';
import { isSetupOpen, newSetupLink } from './setup-link.ts';

/** The first owner from the environment, else a one-time link for one. Null when there is an owner. */
export async function settleFirstOwner(db: Database, config: Config): Promise<string | null> {
  if (!(await isSetupOpen(db))) return null;
  const { owner } = config;
  if (!owner) return newSetupLink(db, config);
  await createFirstOwner(db, { ...owner, name: nameFromEmail(owner.email) });
  return null;
}
