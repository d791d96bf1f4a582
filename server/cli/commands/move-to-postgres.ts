import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, type Config } from '../../config.ts';
import { DatabaseError } from '../../db/database-error.ts';
import { openDatabase, type Database } from '../../db/open-database.ts';
import { knownSecret, secretFile } from '../../load-secret.ts';
import { moveDatabase, type MoveReport } from '../../move/move-database.ts';
import { MoveError } from '../../move/move-error.ts';
import { secretFingerprint } from '../../setup/secret-fingerprint.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { Command, Given, Outcome } from '../command.ts';
import { movedText, type SecretState } from './moved-text.ts';

export const moveToPostgres: Command = {
  name: 'move-to-postgres',
  summary: 'Moves everything from the embedded database in DATA_DIR to an empty Postgres.',
  explanation: [
    'Stop the server first. Everything is copied in one transaction, and each table is compared by its number of rows and a checksum before that is committed: a move that fails or is interrupted leaves the target empty. The data folder is only read; keep it until you are content, it is the way back.',
    'Conversations, positions and sign-ins go on as they were, as long as the server is started with the same SECRET (or the same DATA_DIR/secret): cookies and second factors depend on it.',
    'The target is Postgres 15 or later, with nothing in it. A password in --to can be read by other users of this machine while the command runs; PGPASSWORD, or DATABASE_URL in place of --to, can not.',
  ],
  options: {
    to: { value: 'URL', meaning: 'postgres://USER@HOST:5432/NAME. DATABASE_URL, if left out.' },
  },
  async run(given) {
    const config = parseConfig(given.env);
    const to = given.value('to') ?? config.databaseUrl;
    if (to === undefined) throw new UsageError('Say where: --to postgres://USER@HOST:5432/NAME');
    if (!existsSync(join(config.dataDir, 'db', 'PG_VERSION')))
      throw new CommandError(
        `There is no embedded database in ${config.dataDir}. Set DATA_DIR to the folder that the server used.`,
      );
    return move(config, to, given);
  },
};

async function move(config: Config, to: string, { say, has, value }: Given): Promise<Outcome> {
  const started = Date.now();
  const target = await openTarget(to, value('to') !== undefined);
  try {
    const source = await openDatabase({ dataDir: config.dataDir });
    try {
      const tell = (table: string, rows: number) => has('json') || say(`  ${table}: ${rows} rows`);
      const report = await moveDatabase(source, target, tell).catch(explain);
      const secret = await stateOfSecret(config, report);
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      const text = movedText({ report, secret, seconds, secretFile: secretFile(config), config });
      const { tables, positions } = report;
      return { text, json: { tables, positions, secret, seconds } };
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
}

/** Its errors speak of DATABASE_URL, which is not what was asked for here. */
async function openTarget(databaseUrl: string, byOption: boolean): Promise<Database> {
  try {
    return await openDatabase({ databaseUrl, dataDir: '', poolSize: 1 });
  } catch (error) {
    if (!byOption || !(error instanceof DatabaseError)) throw error;
    throw new CommandError(error.message.replaceAll('DATABASE_URL', '--to'));
  }
}

function explain(error: unknown): never {
  if (error instanceof MoveError || error instanceof DatabaseError) throw error;
  const words = error instanceof Error ? error.message : String(error);
  throw new CommandError(`The move failed, and nothing of it was kept on the target: ${words}`);
}

async function stateOfSecret(config: Config, report: MoveReport): Promise<SecretState> {
  const secret = await knownSecret(config);
  if (secret === undefined || report.secretFingerprint === null) return 'unknown';
  return secretFingerprint(secret) === report.secretFingerprint ? 'known' : 'differs';
}
