import { pino } from 'pino';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import { openDatabase } from '../db/open-database.ts';
import { endIdle } from '../jobs/end-idle.ts';
import { LogWriter } from '../log/log-writer.ts';
import { SettingsCache } from '../settings/settings-cache.ts';

/** A process that looks for idle conversations of one database until it finds none, and tells what it did. */
const db = await openDatabase({ databaseUrl: process.argv[2]!, dataDir: '' });
const bus = createInProcessBus();
const services = { db, bus, log: new LogWriter(db, bus), settings: new SettingsCache(db, bus) };
const logger = pino(pino.destination(2));
const told = { warned: 0, ended: 0, overtaken: 0, failed: 0 };
const run = () =>
  endIdle.run({ services, signal: new AbortController().signal, onError: (err) => logger.error({ err }) });

process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
for (let found = true; found;) {
  const report = await run();
  for (const counts of report.values()) {
    for (const what of ['warned', 'ended', 'overtaken', 'failed'] as const) told[what] += counts[what] ?? 0;
  }
  found = report.size > 0;
}
await services.log.close();
await services.settings.stop();
await db.close();
process.stdout.write(`${JSON.stringify(told)}\n`);
process.exit(0);
