import { BellhopError } from '../../shared/errors.ts';
import { ConfigError } from '../config-error.ts';
import { DatabaseError, messageOf } from '../db/database-error.ts';
import { MoveError } from '../move/move-error.ts';
import { CommandError, UsageError } from './command-error.ts';

export interface Failure {
  exitCode: 1 | 2;
  message: string;
}

const STOP_FIRST =
  'Only one process at a time may open the embedded database: stop the server, run this command again, then start it.';

/** What a person is told. An error that nobody foresaw keeps its words, for a report. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (error instanceof DatabaseError && error.code === 'folder_locked')
    return { exitCode: 1, message: `${error.message}\n${STOP_FIRST}` };
  const known = [CommandError, ConfigError, DatabaseError, MoveError, BellhopError].some(
    (kind) => error instanceof kind,
  );
  const words = deepestWords(error);
  return { exitCode: 1, message: known ? words : `This failed unexpectedly: ${words}` };
}

// What wraps an error of the database repeats the query with all its values, secrets among them (S7).
const deepestWords = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined ? deepestWords(error.cause) : messageOf(error);
