import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { launcherWords } from '../shared/widget-settings/launcher-words.ts';
import { launcherPart, type PublicSettings } from '../shared/widget-settings/public-settings.ts';
import type { PanelManifest } from './build/panel-manifest.ts';

/** The byte budgets of docs/architecture.md, brotli at its best, in bytes of 1000 a kilobyte. Run after a build. */
interface Measured {
  name: string;
  bytes: number;
  budget: number;
}

const DIST = join(import.meta.dirname, '..', 'dist');
const WIDGET = join(DIST, 'widget');
const CONSOLE = join(DIST, 'console');

/**
 * A site with a lot to say: whatever it may set, it sets. The server sends such a one the launcher's part first, and
 * the rest with the panel (server/pages/site-loaders.ts).
 */
const TALKATIVE: PublicSettings = {
  name: 'Fern & Field Garden Supplies',
  accent: 'oklch(0.47 0.11 168)',
  greeting: 'Hello! Ask us anything about plants, pots or your order.',
  position: 'left',
  theme: 'light',
  icon: 'M10 18h3v3h-3zM7 9a5 5 0 1 1 6 5v2h-3v-5h2a2 2 0 1 0-2-2z',
  label: 'Questions?',
  side: 24,
  bottom: 32,
  texts: {
    en: {
      launcher: { openChat: 'Ask a gardener' },
      panel: {
        expectation: 'We usually reply within a few minutes',
        greetingHint: 'Write to us below. We answer on weekdays from 9 to 18.',
        writeMessage: 'Ask a gardener…',
      },
    },
  },
};
/** What a conversation from the first message to the rating can come to load, in English. The rest is for some sites or some visitors. */
const OF_A_CONVERSATION = /^(live|lines|polling|queue|back-at|keep-in-step|muted|rating)\.[^.]+\.js$/;

const SITE = { site: 'Y-sPtL153xtwAvYJ', host: 'https://chat.example.com' };

const brotli = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const brotliFile = (path: string): number => brotli(readFileSync(path));
const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Names of files are the only part that is left to chance: their letters make 10 bytes more or less. */
const NAMES = Array.from({ length: 31 }, (_, at) =>
  createHash('sha256').update(`${at}`).digest('base64url').slice(0, 8),
);

/** The median over names that might have been. */
const loaderWithSettings = ({ panel, setup = '' }: PanelManifest): number => {
  const script = readFileSync(join(WIDGET, 'loader.js'), 'utf8');
  const sizes = NAMES.map((name, at) => {
    const named = (file: string, by: string): string => `/w/a/${file.replace(/\.[^.]+\.js$/, `.${by}.js`)}`;
    const config = JSON.stringify({
      ...SITE,
      panel: named(panel, name),
      setup: named(setup, NAMES.at(at - 1) ?? name),
      words: launcherWords(TALKATIVE),
      settings: launcherPart(TALKATIVE),
    });
    return brotli(Buffer.from(script.replace('__BELLHOP__', () => config)));
  });
  return sizes.sort((one, other) => one - other)[NAMES.length >> 1] ?? NaN;
};

const widgetSizes = (): Measured[] => {
  const manifest = JSON.parse(readFileSync(join(WIDGET, 'manifest.json'), 'utf8')) as PanelManifest;
  const chunk = (file: string): number => brotliFile(join(WIDGET, 'a', file));
  const first = [manifest.panel, ...manifest.imports];
  const lazy = manifest.files.filter((file) => file.endsWith('.js') && !first.includes(file));
  // Everybody loads one language at most, and most load none.
  const common = lazy.filter((file) => !manifest.languages.includes(file));
  const loader = loaderWithSettings(manifest);
  const toFirstMessage = loader + sum(first.map(chunk));
  const ofConversation = lazy.filter((file) => OF_A_CONVERSATION.test(file));
  return [
    { name: 'widget: before the first click', bytes: loader, budget: 3_000 },
    { name: 'widget: up to the first message', bytes: toFirstMessage, budget: 24_000 },
    ...lazy.map((file) => ({ name: `widget: lazy ${file}`, bytes: chunk(file), budget: 10_000 })),
    {
      name: 'widget: a whole conversation',
      bytes: toFirstMessage + sum(ofConversation.map(chunk)),
      budget: 45_000,
    },
    { name: 'widget: all of it', bytes: toFirstMessage + sum(common.map(chunk)), budget: 71_000 },
  ];
};

/** What the console's page names itself, and what those modules import at once. */
const consoleFiles = (): string[] => {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    const imports = readFileSync(file, 'utf8').matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g);
    for (const [, path] of imports) visit(join(file, '..', path ?? ''));
  };
  const page = readFileSync(join(CONSOLE, 'index.html'), 'utf8');
  for (const [, path] of page.matchAll(/(?:src|href)="\/console\/([^"]+\.(?:js|css))"/g)) {
    visit(join(CONSOLE, path ?? ''));
  }
  return [...found];
};

const consoleSizes = (): Measured[] => {
  const files = consoleFiles();
  if (files.length === 0) throw new Error('dist/console/index.html names no script: nothing was measured.');
  return [
    { name: 'console: JS and CSS of the first page', bytes: sum(files.map(brotliFile)), budget: 120_000 },
  ];
};

const needBuilt = (folder: string): void => {
  const built = existsSync(folder) && statSync(folder).isDirectory() && readdirSync(folder).length > 0;
  if (!built) throw new Error(`${folder} is not built. Run: npm run build`);
};

const main = (): void => {
  for (const folder of [WIDGET, CONSOLE]) needBuilt(folder);
  const measured = [...widgetSizes(), ...consoleSizes()];
  for (const { name, bytes, budget } of measured) {
    const verdict = bytes <= budget ? 'ok' : `OVER by ${bytes - budget}`;
    process.stdout.write(
      `${name.padEnd(44)} ${String(bytes).padStart(7)} of ${String(budget).padStart(7)} B  ${verdict}\n`,
    );
  }
  const over = measured.filter(({ bytes, budget }) => bytes > budget);
  if (over.length === 0) return;
  process.stderr.write(`\nOver budget: ${over.map(({ name }) => name).join('; ')}.\n`);
  process.exitCode = 1;
};

main();
