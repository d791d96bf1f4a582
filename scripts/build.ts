import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { buildPackage } from './build/npm-package.ts';
import { sourceStamp } from './build/source-stamp.mjs';

const ROOT = join(import.meta.dirname, '..');
const TARGETS = ['server', 'loader', 'panel', 'setup', 'pinned', 'console', 'preview'];

/** What code finds beside itself at run time and no import names. */
const COPIED = ['server/db/migrations', 'demo-site/public'];

// Taken before the build, so that an edit made meanwhile leads to another build.
const stamp = sourceStamp(ROOT);
process.chdir(ROOT);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const mode of TARGETS) {
  await build({ mode, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  process.stdout.write(`built ${mode}\n`);
}
await buildPackage('dist/widget/npm');
process.stdout.write('built npm\n');
for (const path of COPIED) cpSync(path, join('dist', path), { recursive: true });
writeFileSync('dist/.stamp', `${stamp}\n`);
