import { createAuth } from './auth/create-auth.ts';
import { issueResetLink } from './auth/issue-reset-link.ts';
import { createInProcessBus } from './bus/in-process-bus.ts';
import { ConfigError } from './config-error.ts';
import { parseConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { DatabaseError } from './db/database-error.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';
import { loadSecret } from './load-secret.ts';

// `npm run reset-password -- EMAIL`: for servers that send no e-mail, and for whoever has the machine anyway.
const USAGE = 'Say whose password: npm run reset-password -- ada@example.com';
const STOP_FIRST =
  'A running Bellhop uses this data folder. Stop it, run this command again, then start it: the link works for an hour.';

async function run(email: string | undefined): Promise<string> {
  if (!email) throw new ConfigError([USAGE]);
  const config = parseConfig(process.env);
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, poolSize: 1 });
  try {
    await migrate(db);
    const secret = await loadSecret(config);
    const parts = { config, secret, db, bus: createInProcessBus(), mail: null, logger: createLogger() };
    const link = await issueResetLink(createAuth(parts), config, email);
    if (link === null) throw new ConfigError([`Nobody signs in as ${email} here.`]);
    return `Open this link within an hour to choose a new password. It works once.\n${link}\n`;
  } finally {
    await db.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof DatabaseError && error.code === 'folder_locked')
    return `${error.message}\n${STOP_FIRST}`;
  if (error instanceof DatabaseError || error instanceof ConfigError) return error.message;
  return error instanceof Error
    ? `The link could not be made: ${error.message}`
    : 'The link could not be made.';
}

try {
  process.stdout.write(await run(process.argv[2]));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
