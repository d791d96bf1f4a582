import type { Config } from '../../config.ts';
import type { Database } from '../../db/open-database.ts';
import { knownSecret, secretFile } from '../../load-secret.ts';
import { readSecretFingerprint, secretFingerprint } from '../../setup/secret-fingerprint.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

export async function checkSecret(db: Database, config: Config): Promise<Finding> {
  const [secret, known] = [await knownSecret(config), await readSecretFingerprint(db)];
  const where = config.secret === undefined ? secretFile(config) : 'SECRET';
  if (known === null) return ok('secret', 'the first start settles it');
  if (secret === undefined)
    return fail(
      'secret',
      `SECRET is not set, and there is no ${where}, but this database was set up with one.`,
      'Set SECRET to the one that the other nodes have, or that was used before.',
    );
  if (secretFingerprint(secret) === known)
    return ok('secret', `${where} is the one that this database was set up with`);
  const message = `${where} is not the one that this database was set up with.`;
  const advice = 'Set SECRET to the one that was used before: cookies and second factors depend on it.';
  // A start takes a SECRET that was changed on purpose, but none that a node made up.
  return (config.secret === undefined ? fail : warn)('secret', message, advice);
}
