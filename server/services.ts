import type { Bus } from './bus/bus.ts';
import type { Database } from './db/open-database.ts';
import type { LogWriter } from './log/log-writer.ts';

/** What verbs are given: one of each per process. */
export interface Services {
  db: Database;
  log: LogWriter;
  bus: Bus;
}
