import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build/ensure-built.mjs';

// In this same process: signals reach the server, and its exit code is ours.
process.argv[1] = ensureBuilt('server/main.js');
await import(pathToFileURL(process.argv[1]).href);
