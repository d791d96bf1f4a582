import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMPILE_HINT } from './compile-at-once.ts';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt('widget/loader.js');
const WIDGET = join(import.meta.dirname, '../../dist/widget');
const panel = readdirSync(join(WIDGET, 'a')).find((name) => /^panel\.[^.]+\.js$/.test(name)) ?? '';

// The engine looks at the beginning of a file alone.
it.each(['loader.js', `a/${panel}`])('%s begins by saying that all of it runs', (name) => {
  expect(readFileSync(join(WIDGET, name), 'utf8').startsWith(COMPILE_HINT)).toBe(true);
});
