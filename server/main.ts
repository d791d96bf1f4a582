import { announce } from './announce.ts';
import { ConfigError } from './config-error.ts';
import { createLogger } from './create-logger.ts';
import { DatabaseError } from './db/database-error.ts';
import { startServer, type RunningServer } from './start-server.ts';

const STOP_WITHIN_MS = 9_000;

const logger = createLogger();
let running: RunningServer | undefined;
let stopping = false;

/** A second signal, or a close that hangs, ends the process as it is: the log's commits stand. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) process.exit(exitCode || 1);
  stopping = true;
  setTimeout(() => process.exit(exitCode), STOP_WITHIN_MS).unref();
  try {
    await running?.close();
  } catch (err) {
    logger.error({ err }, 'closing failed');
  }
  process.exit(exitCode);
}

// One request's fault must not be everybody's: each is handled where it arises, and what slips through is a bug to log.
process.on('unhandledRejection', (err) => logger.error({ err }, 'a promise was left unhandled'));
process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));

try {
  running = await startServer(process.env, logger, () => void stop(1));
  process.stdout.write(announce(running));
} catch (error) {
  const known = error instanceof ConfigError || error instanceof DatabaseError;
  if (known) process.stderr.write(`Bellhop did not start.\n${error.message}\n`);
  else logger.fatal({ err: error }, 'Bellhop did not start');
  process.exit(1);
}
