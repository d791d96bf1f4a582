import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceStamp } from './source-stamp.mjs';

let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bellhop-stamp-'));
  write('server/main.ts', 'one');
  write('server/main.test.ts', 'one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('is the same for the same sources', () => {
  const before = sourceStamp(root);
  write('server/main.ts', 'one');
  expect(sourceStamp(root)).toBe(before);
});

it.each([
  ['an edit', 'server/main.ts', 'two'],
  ['a new file', 'console/main.tsx', ''],
  ['another version of a dependency', 'package-lock.json', '{}'],
])('changes with %s', (_what, path, text) => {
  const before = sourceStamp(root);
  write(path, text);
  expect(sourceStamp(root)).not.toBe(before);
});

it('does not change with a test', () => {
  const before = sourceStamp(root);
  write('server/main.test.ts', 'two');
  expect(sourceStamp(root)).toBe(before);
});
