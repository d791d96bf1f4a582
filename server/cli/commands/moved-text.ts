import type { Config } from '../../config.ts';
import type { MoveReport } from '../../move/move-database.ts';

/** Whether the secret that is at hand is the one that the moved data was made with. */
export type SecretState = 'known' | 'differs' | 'unknown';

interface Moved {
  report: MoveReport;
  secret: SecretState;
  seconds: number;
  secretFile: string;
  config: Pick<Config, 'secret' | 'dataDir'>;
}

/** What was moved, and what to set before the next start. */
export function movedText({ report, secret, seconds, secretFile, config }: Moved): string {
  const { tables, positions } = report;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `Moved ${rows} rows of ${tables.length} tables in ${seconds} s. Counts and checksums of every table are the same on both sides.`,
    `Positions: ${positions.conversations} conversations with ${positions.entries} entries, up to rev ${positions.rev}.`,
    ...(positions.misfits === 0
      ? []
      : [
          `Warning: ${positions.misfits} conversations or workspaces disagree with their log. They were so before the move.`,
        ]),
    '',
    'Next:',
    '  1. Set DATABASE_URL to the new database for every start from now on.',
    `  2. ${secretAdvice(secret, secretFile, config.secret !== undefined)}`,
    `  3. Start the server. ${config.dataDir} was only read: keep it until you are content. A start without DATABASE_URL would open that old copy.`,
  ].join('\n');
}

function secretAdvice(state: SecretState, file: string, given: boolean): string {
  const why = 'cookies and second factors depend on it';
  if (state === 'known' && given) return `Keep the SECRET that is set now: ${why}.`;
  if (state === 'known')
    return `Keep DATA_DIR, or set SECRET to what stands in ${file}: ${why}. Further nodes need the same SECRET.`;
  if (state === 'differs')
    return `Careful: the ${given ? 'SECRET that is set now' : `secret in ${file}`} is not the one that the server used last. Start it with that one, or everyone signs in anew and second factors are lost.`;
  return `Start with the same SECRET as before (it is not set now): ${why}.`;
}
