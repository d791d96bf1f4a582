import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from './npm-package.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'docs/examples');
const BUILD_TIMEOUT_MS = 120_000;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-examples-'));
  await buildPackage(join(folder, 'package'));
  // Its dependencies, where it finds them.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}, BUILD_TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As its reader builds it, with the package where `npm install` would have put it. */
const buildExample = async (name: string): Promise<string[]> => {
  const root = join(EXAMPLES, name);
  const config = join(root, 'vite.config.js');
  await build({
    root,
    configFile: existsSync(config) ? config : false,
    logLevel: 'error',
    resolve: { alias: { '@bellhop/widget': join(folder, 'package/index.js') } },
    build: { outDir: join(folder, name), minify: false },
  });
  return readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
};

const sources = (name: string): string =>
  readdirSync(join(EXAMPLES, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(jsx?|vue|svelte|html)$/.test(path))
    .map((path) => readFileSync(join(EXAMPLES, name, path), 'utf8'))
    .join('\n');

const methods = new Set(
  [...readFileSync(join(EXAMPLES, '../widget-api.md'), 'utf8').matchAll(/^ {2}(\w+)[(<]/gm)].map(
    ([, name]) => name,
  ),
);

describe.each(['react', 'vue', 'svelte'])('the example for %s', (name) => {
  it('builds, with the panel as a chunk of its own', { timeout: BUILD_TIMEOUT_MS }, async () => {
    const files = await buildExample(name);
    expect(files).toContain('index.html');
    const scripts = files.filter((file) => file.endsWith('.js'));
    const [entry] = scripts.filter((file) => /index-/.test(file));
    expect(readFileSync(join(folder, name, entry!), 'utf8')).toContain('https://chat.example.com');
    expect(scripts.some((file) => /panel-/.test(file))).toBe(true);
  });
});

describe.each(['react', 'vue', 'svelte', 'html'])('the example for %s', (name) => {
  it('calls methods that there are: to open, to say who it is, to forget', () => {
    const called = [...sources(name).matchAll(/\bchat(?:\.value)?\??\.(\w+)\(|Bellhop\('(\w+)'/g)].map(
      ([, method, queued]) => method ?? queued!,
    );
    expect(called).toEqual(expect.arrayContaining(['open', 'identify', 'reset']));
    expect(called.filter((method) => !methods.has(method))).toEqual([]);
  });
});
