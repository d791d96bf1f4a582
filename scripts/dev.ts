import { join } from 'node:path';
import { ensureBuilt } from './build/ensure-built.mjs';
import { runStep } from './run-step.ts';

process.chdir(join(import.meta.dirname, '..'));
ensureBuilt('server/main.js');

// The server answers with what the watching builds leave in dist/: the same addresses as in production.
const stop = new AbortController();
// Console and preview share a folder: neither may empty it under the other.
const WATCH = ['build', '--watch', '--logLevel', 'warn', '--emptyOutDir=false', '--mode'];
const watchers = ['loader', 'panel', 'console', 'preview'].map((mode) =>
  runStep('vite', [...WATCH, mode], stop.signal),
);
const server = runStep('tsx', ['watch', '--clear-screen=false', 'server/main.ts'], stop.signal);
process.exitCode = await Promise.race([server, ...watchers]);
stop.abort();
await Promise.all([server, ...watchers]);
