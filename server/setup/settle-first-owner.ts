import type { Config } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { createFirstOwner } from './create-first-owner.ts';
import { nameFromEmail } from './name-from-email.ts';
import { isSetupOpen, newSetupLink } from './setup-link.ts';

/** How the first owner comes in: by a link, as just made from the environment, or not any more. */
export type FirstEntry =
  { by: 'link'; link: string } | { by: 'environment'; email: string } | { by: 'account' };

/** The first owner from the environment, else a one-time link for one. */
export async function settleFirstOwner(db: Database, config: Config): Promise<FirstEntry> {
  if (!(await isSetupOpen(db))) return { by: 'account' };
  const { owner } = config;
  if (owner) {
    const made = await createFirstOwner(db, { ...owner, name: nameFromEmail(owner.email) });
    return made ? { by: 'environment', email: owner.email } : { by: 'account' };
  }
  const link = await newSetupLink(db, config);
  return link === null ? { by: 'account' } : { by: 'link', link };
}
