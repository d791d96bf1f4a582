import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../db/open-database.ts';
import { distFolder } from '../../pages/dist-folder.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const NOTABLE_MS = 2_000;
const HARMFUL_MS = 60_000;
const ADVICE = 'Set the clock by the network (chrony, systemd-timesyncd): sessions and links expire by it.';

/** Time cannot be before this Bellhop was built. */
export function checkClock(now = Date.now(), dist = distFolder()): Finding[] {
  const build = join(dist, 'server/main.js');
  if (existsSync(build) && now < statSync(build).mtimeMs)
    return [fail('clock', `It is ${new Date(now).toISOString()} here, before this was built.`, ADVICE)];
  return [ok('clock', new Date(now).toISOString())];
}

export async function checkDatabaseClock(db: Database): Promise<Finding> {
  const asked = Date.now();
  const [row] = await db.sql<{ ms: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  const between = (asked + Date.now()) / 2;
  return judgeSkew(Math.round(Math.abs((row?.ms ?? between) - between)));
}

export function judgeSkew(ms: number): Finding {
  if (ms < NOTABLE_MS) return ok('clock of the database', `within ${ms} ms of ours`);
  const message = `It differs from ours by ${Math.round(ms / 1000)} s.`;
  return (ms < HARMFUL_MS ? warn : fail)('clock of the database', message, ADVICE);
}
