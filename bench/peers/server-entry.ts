import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/build/ensure-built.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** The server's entry: the build, made when it is missing or old, or else the source. */
export const serverEntry = (source: boolean): string =>
  source ? join(ROOT, 'server/main.ts') : ensureBuilt('server/main.js');
