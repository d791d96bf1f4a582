import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceStamp } from './source-stamp.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** The URL of a built entry. Builds first, when the build is missing or older than the sources. */
export function ensureBuilt(entry) {
  const path = join(ROOT, 'dist', entry);
  if (!isCurrent()) rebuild(path);
  return path;
}

function isCurrent() {
  const file = join(ROOT, 'dist/.stamp');
  return existsSync(file) && readFileSync(file, 'utf8').trim() === sourceStamp(ROOT);
}

function rebuild(path) {
  if (!existsSync(join(ROOT, 'node_modules/vite'))) {
    // An installation without devDependencies runs the build that it was given.
    if (existsSync(path)) return;
    throw new Error(
      'There is no build, and the tools to make one are not installed: run `npm ci && npm run build`.',
    );
  }
  process.stderr.write('Building Bellhop …\n');
  const script = join(ROOT, 'scripts/build.ts');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    // What a command answers stands alone on standard output.
    stdio: ['inherit', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}
