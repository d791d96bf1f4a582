import { join } from 'node:path';
import { ensureBuilt } from './build/ensure-built.mjs';
import { runStep } from './run-step.ts';

process.chdir(join(import.meta.dirname, '..'));
ensureBuilt('server/main.js');

// The server answers with what the watching builds leave in dist/: the same addresses as in production.
const pages = ['loader', 'panel', 'console'].map((mode) =>
  runStep('vite', ['build', '--watch', '--mode', mode, '--logLevel', 'warn']),
);
await Promise.race([...pages, runStep('tsx', ['watch', '--clear-screen=false', 'server/main.ts'])]);
process.exit();
