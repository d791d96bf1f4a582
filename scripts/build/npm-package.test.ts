import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildPackage } from './npm-package.ts';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const BUILD_TIMEOUT_MS = 120_000;
// npm and compilers start here.
vi.setConfig({ testTimeout: 60_000 });

/** A project of somebody else, which has the package and nothing of ours beside it. */
let project: string;
let installed: string;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'bellhop-consumer-'));
  installed = join(project, 'node_modules/@bellhop/widget');
  mkdirSync(installed, { recursive: true });
  await buildPackage(installed);
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
}, BUILD_TIMEOUT_MS);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const packed = (): string[] => {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--offline'], {
    cwd: installed,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // A list of packages in one version of npm, packages by their names in another.
  const [tarball] = Object.values(JSON.parse(told) as Record<string, { files: { path: string }[] }>);
  return tarball!.files.map(({ path }) => path);
};

/** What the compiler says of a file that uses the package, libraries not spared. */
const compile = (code: string, resolution: 'bundler' | 'nodenext'): string => {
  writeFileSync(join(project, 'consumer.ts'), code);
  const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
  const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--types', '', '--target', 'es2022'];
  const place = ['--module', module, '--moduleResolution', resolution, '--lib', 'es2022,dom'];
  const { stdout, stderr } = spawnSync(process.execPath, [TSC, ...flags, ...place, 'consumer.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout + stderr;
};

const CONSUMER = `
import { createChat, type Chat, type ChatOptions } from '@bellhop/widget';
const options: ChatOptions = { site: 'KEY', host: 'https://chat.example.com', theme: 'dark' };
const chat: Chat = createChat(options);
const stop = chat.on('message:received', ({ text, seq }) => [text.trim(), seq.toFixed()]);
chat.on('connection', ({ state }) => state === 'live');
chat.getState().conversation?.status === 'ended';
void chat.sendMessage('Hello').then(({ client_id }) => client_id.trim());
stop();
`;

describe('the npm package', () => {
  it('holds code, types, licence and nothing else', () => {
    const files = packed();
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'index.d.ts', 'index.js', 'package.json']),
    );
    expect(files.filter((path) => !/^[\w.-]+\.(js|json|md)$|^index\.d\.ts$|^LICENSE$/.test(path))).toEqual(
      [],
    );
    expect(files.some((path) => path.startsWith('panel-'))).toBe(true);
  });

  it('asks nothing of who installs it: no peers, no scripts, few dependencies, in the versions of ours', () => {
    const own = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, object>;
    const ours = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, object>;
    expect(own).not.toHaveProperty('peerDependencies');
    expect(own).not.toHaveProperty('scripts');
    expect(Object.keys(own.dependencies!)).toEqual(['@preact/signals', 'partysocket', 'preact']);
    expect(ours.dependencies).toMatchObject(own.dependencies!);
    expect(own.version).toBe(ours.version);
  });

  it('imports no package but those', () => {
    const dependencies = /^(@preact\/signals|partysocket|preact)(\/|$)/;
    for (const path of packed().filter((name) => name.endsWith('.js'))) {
      const code = readFileSync(join(installed, path), 'utf8');
      const imported = [...code.matchAll(/(?:from|import\()\s*["']([^"'.][^"']*)["']/g)].map(
        ([, name]) => name!,
      );
      expect(imported.filter((name) => !dependencies.test(name))).toEqual([]);
    }
  });

  it('can be imported on a server, where it leaves nothing behind and nothing running', () => {
    for (const name of ['preact', '@preact', 'partysocket'])
      symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
    const script = `
      const now = () => Object.getOwnPropertyNames(globalThis).join();
      const before = now();
      const { createChat } = await import('@bellhop/widget');
      const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
      console.log(typeof createChat, now() === before, timers.length);`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(ran.stderr).toBe('');
    expect(ran.stdout.trim()).toBe('function true 0');
    for (const name of ['preact', '@preact', 'partysocket']) rmSync(join(project, 'node_modules', name));
  });

  it.each(['bundler', 'nodenext'] as const)(
    'has types that stand alone, with libraries checked (%s)',
    (resolution) => {
      expect(compile(CONSUMER, resolution)).toBe('');
      expect(compile(CONSUMER.replace("theme: 'dark'", "theme: 'purple'"), resolution)).toContain('"purple"');
    },
  );
});
