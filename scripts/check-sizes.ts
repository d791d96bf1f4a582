import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { PanelManifest } from './build/panel-manifest.ts';

const DIST = join(import.meta.dirname, '../dist');
const KB = 1000;

/** Left in the 3 KB before the first click for a site's settings, which travel in the same answer. */
const SETTINGS_BYTES = 0.4 * KB;

type Row = [what: string, bytes: number, budget: number];

const manifest = JSON.parse(readFileSync(join(DIST, 'widget/manifest.json'), 'utf8')) as PanelManifest;
const loader = brotli('widget/loader.js');
const atOnce = [manifest.panel, ...manifest.imports];
const lazy = manifest.files.filter((file) => !atOnce.includes(file));
const extras = lazy.filter((file) => !manifest.languages.includes(file));

const rows: Row[] = [
  ['before the first click: loader', loader, 3 * KB - SETTINGS_BYTES],
  ['up to the first message: loader, panel', loader + total(atOnce), 24 * KB],
  ['all of the widget but languages', loader + total(atOnce) + total(extras), 45 * KB],
  ...lazy.map((file): Row => [`lazy: ${file}`, total([file]), 10 * KB]),
  ['console: scripts, styles, latin face', consoleBytes(), 120 * KB],
];

for (const [what, bytes, budget] of rows) {
  const verdict = bytes <= budget ? 'ok' : 'OVER';
  process.stdout.write(`${verdict.padEnd(5)}${kb(bytes)} of ${kb(budget)} KB  ${what}\n`);
}
process.exitCode = rows.every(([, bytes, budget]) => bytes <= budget) ? 0 : 1;

function total(files: string[]): number {
  return files.reduce((bytes, file) => bytes + brotli(`widget/a/${file}`), 0);
}

function consoleBytes(): number {
  const files = readdirSync(join(DIST, 'console'), { recursive: true, encoding: 'utf8' });
  const text = files.filter((file) => /\.(js|css|html)$/.test(file)).map((file) => brotli(`console/${file}`));
  // A woff2 face is compressed already; a reader of Latin loads this one of the several.
  const faces = files.filter((file) => /latin-(?!ext).*\.woff2$/.test(file));
  const fonts = faces.map((file) => readFileSync(join(DIST, 'console', file)).length);
  return [...text, ...fonts].reduce((left, right) => left + right, 0);
}

function brotli(path: string): number {
  return brotliCompressSync(readFileSync(join(DIST, path))).length;
}

function kb(bytes: number): string {
  return (bytes / KB).toFixed(2).padStart(6);
}
