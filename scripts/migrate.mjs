import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build/ensure-built.mjs';

// In this same process: its exit code is ours.
process.argv[1] = ensureBuilt('server/migrate.js');
await import(pathToFileURL(process.argv[1]).href);
