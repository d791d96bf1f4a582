import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'console',
  'demo-site',
  'scripts/build',
  'scripts/build.ts',
  'server',
  'shared',
  'widget',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const NOT_BUILT = /\.test\.tsx?$|\.md$|^demo-site\/e2e\/|(^|\/)testing\//;

/** A hash of everything that a build reads. */
export function sourceStamp(root) {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((path) => filesIn(root, path)).filter((path) => !NOT_BUILT.test(path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => (name === 'node_modules' ? [] : filesIn(root, `${path}/${name}`)));
}
