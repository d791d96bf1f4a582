import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const TOP = ['bench', 'console', 'demo-site', 'docs', 'scripts', 'server', 'shared', 'widget'];
/** Pictures, and what a bench writes. */
const UNNAMED = ['docs/screenshots/', 'bench/results/'];

const foldersIn = (top: string): string[] =>
  readdirSync(join(ROOT, top), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => `${top}/${name}/`);

it('docs/architecture.md tells what each folder is for', () => {
  const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const [section = ''] = /^## Folders\n[\s\S]*?(?=^## )/m.exec(text) ?? [];
  const told = [...section.matchAll(/^\| `([\w/-]+\/)`/gm)].map(([, folder]) => folder);
  const folders = TOP.flatMap((top) => [`${top}/`, ...foldersIn(top)]);
  expect(told).toEqual(folders.filter((folder) => !UNNAMED.includes(folder)).toSorted());
});
