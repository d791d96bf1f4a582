import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { LoaderConfig } from '../widget/loader-config.ts';
import type { PanelManifest } from './build/panel-manifest.ts';

const DIST = join(import.meta.dirname, '../dist');
const KB = 1000;

/** What stands in the loader where the server writes a site's settings. */
const SETTINGS_TOKEN = '__BELLHOP__';

type Row = [what: string, bytes: number, budget: number];

const manifest = JSON.parse(readFileSync(join(DIST, 'widget/manifest.json'), 'utf8')) as PanelManifest;
const loader = loaderBytes();
const atOnce = [manifest.panel, ...manifest.imports];
const lazy = manifest.files.filter((file) => !atOnce.includes(file));
const extras = lazy.filter((file) => !manifest.languages.includes(file));

const rows: Row[] = [
  ['before the first click: loader with settings', loader, 3 * KB],
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

/** The loader as a page gets it, with the settings of a talkative site. */
function loaderBytes(): number {
  const script = readFileSync(join(DIST, 'widget/loader.js'), 'utf8');
  const parts = script.split(SETTINGS_TOKEN);
  if (parts.length !== 2)
    throw new Error(`The loader must hold ${SETTINGS_TOKEN} once; it does ${parts.length - 1} times.`);
  const config: LoaderConfig = {
    site: 'pk_4f9c2b7a61d84e0f9b3a5c7d2e8f1a60',
    host: 'https://support.fern-and-field.example.com',
    panel: `/w/a/${manifest.panel}`,
    settings: {
      name: 'Fern & Field customer care',
      accent: 'oklch(0.52 0.11 162)',
      greeting: 'Hello! Ask us anything about plants, orders or delivery: we reply in a few minutes.',
      position: 'right',
    },
  };
  return brotliCompressSync(parts.join(JSON.stringify(config))).length;
}

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
