import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');

/** What the fixtures import; clean by themselves. */
const SURROUNDINGS: Record<string, string> = {
  'shared/errors.ts': 'export class Failure extends Error {}',
  'shared/protocol/frames.ts':
    "import { z } from 'zod';\nexport const frame = z.string();\nexport type Frame = string;",
  'shared/protocol/limits.ts': 'export const FRAME_BYTES = 65536;',
  'shared/client/session.ts': 'export const session = 1;',
  'server/db/database.ts': "import { drizzle } from 'drizzle-orm/postgres-js';\nexport const open = drizzle;",
  'server/agents/tables.ts':
    "import { pgTable } from 'drizzle-orm/pg-core';\nexport const agents = pgTable('agents', {});",
  'server/agents/routes.ts': 'export const routes = 1;',
  'server/agents/access.ts': 'export const access = 1;',
  'server/testing/database.ts': "import { it } from 'vitest';\nexport const check = it;",
  'widget/mount.ts': 'export const mount = 1;',
  'console/store.ts': 'export const store = 1;',
};

type Case = [rule: string, path: string, code: string];

const use = (specifier: string) => `import * as it from '${specifier}';\nexport const used = it;`;
const useType = (specifier: string, name: string) =>
  `import type { ${name} } from '${specifier}';\nexport type Used = ${name};`;

const BOUNDARY = 'bellhop(import-boundaries)';
const RAW_HTML = 'bellhop(no-raw-html)';
const ONLY_TX = 'bellhop(only-tx-inside)';
const inTransaction = (body: string) =>
  `export const used = (db: Db, read: Read) => db.orm.transaction(async (tx) => ${body});`;
const GLOBALS = 'eslint(no-restricted-globals)';

const REFUSED: Case[] = [
  [BOUNDARY, 'widget/a.ts', use('../shared/protocol/frames.ts')],
  [BOUNDARY, 'widget/b.ts', use('../shared/protocol/limits.ts')],
  [BOUNDARY, 'widget/c.ts', "export const load = () => import('../shared/protocol/limits.ts');"],
  [BOUNDARY, 'widget/d.ts', "export * from '../shared/protocol/limits.ts';"],
  [BOUNDARY, 'widget/e.ts', use('zod')],
  [BOUNDARY, 'widget/f.ts', use('@preact/signals-core')],
  [BOUNDARY, 'widget/g.ts', use('node:fs')],
  [BOUNDARY, 'widget/h.ts', use('../console/store.ts')],
  [BOUNDARY, 'widget/i.ts', useType('../server/agents/access.ts', 'Access')],
  [BOUNDARY, 'console/a.ts', use('../shared/protocol/limits.ts')],
  [BOUNDARY, 'console/b.ts', use('../server/agents/access.ts')],
  [BOUNDARY, 'console/c.ts', use('../widget/mount.ts')],
  [BOUNDARY, 'console/d.ts', use('hono')],
  [BOUNDARY, 'console/e.ts', use('fs')],
  [BOUNDARY, 'shared/client/a.ts', use('../protocol/frames.ts')],
  [BOUNDARY, 'shared/client/b.ts', use('preact')],
  [BOUNDARY, 'shared/c.ts', use('node:crypto')],
  [BOUNDARY, 'shared/d.ts', use('../server/agents/access.ts')],
  [BOUNDARY, 'shared/e.ts', use('../widget/mount.ts')],
  [BOUNDARY, 'shared/protocol/f.ts', use('../client/session.ts')],
  [BOUNDARY, 'server/agents/a.ts', use('../../shared/client/session.ts')],
  [BOUNDARY, 'server/agents/b.ts', use('../../widget/mount.ts')],
  [BOUNDARY, 'server/agents/c.ts', use('../../console/store.ts')],
  [BOUNDARY, 'server/sites/routes.ts', use('drizzle-orm')],
  [BOUNDARY, 'server/teams/routes.ts', use('../agents/tables.ts')],
  [BOUNDARY, 'server/http/d.ts', use('drizzle-orm/pg-core')],
  [BOUNDARY, 'server/http/e.ts', use('../agents/tables.ts')],
  [BOUNDARY, 'server/realtime/f.ts', useType('drizzle-orm', 'SQL')],
  [BOUNDARY, 'server/realtime/g.ts', use('postgres')],
  [BOUNDARY, 'server/sites/open-site.ts', use('../agents/routes.ts')],
  [BOUNDARY, 'server/sites/h.ts', use('vitest')],
  [BOUNDARY, 'server/sites/i.ts', use('../testing/database.ts')],
  [BOUNDARY, 'server/sites/j.ts', "import { request } from 'node:https';\nexport const used = request;"],
  [BOUNDARY, 'demo-site/a.ts', use('../server/agents/access.ts')],
  ['import(no-cycle)', 'server/loop/a.ts', "import { b } from './b.ts';\nexport const a = () => b;"],
  ['import(no-cycle)', 'server/loop/b.ts', "import { a } from './a.ts';\nexport const b = () => a;"],
  [GLOBALS, 'server/sites/fetch.ts', "export const used = () => fetch('https://example.com');"],
  [GLOBALS, 'shared/page.ts', 'export const used = () => document.title;'],
  [GLOBALS, 'shared/node.ts', 'export const used = () => process.pid;'],
  [RAW_HTML, 'widget/html-a.ts', "document.body.innerHTML = 'x';"],
  [RAW_HTML, 'widget/html-b.ts', "document.body['outerHTML'] = 'x';"],
  [RAW_HTML, 'console/html-c.ts', "document.body.insertAdjacentHTML('beforeend', 'x');"],
  [
    RAW_HTML,
    'console/html-d.tsx',
    "export const used = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;",
  ],
  [RAW_HTML, 'console/html-e.tsx', "export const used = { dangerouslySetInnerHTML: { __html: 'x' } };"],
  [RAW_HTML, 'widget/html-f.ts', "document.write('x');"],
  [RAW_HTML, 'widget/html-g.ts', "window.document.writeln('x');"],
  [RAW_HTML, 'widget/html-h.ts', 'export const used = new DOMParser();'],
  [RAW_HTML, 'console/html-i.tsx', "export const used = () => <iframe srcdoc='x' />;"],
  [ONLY_TX, 'server/sites/outer-a.ts', inTransaction('db.orm.select(tx)')],
  [ONLY_TX, 'server/sites/outer-b.ts', inTransaction('{ await read(db); return tx; }')],
  [ONLY_TX, 'server/sites/outer-c.ts', inTransaction('[1].map(() => read(tx, services.db))')],
  ['typescript(no-explicit-any)', 'server/any.ts', 'export const used = (value: any) => value;'],
  ['typescript(ban-ts-comment)', 'server/ignore.ts', '// @ts-ignore\nexport const used: number = 1;'],
  ['unicorn(filename-case)', 'server/CamelCase.ts', 'export const used = 1;'],
  [
    'vitest(no-focused-tests)',
    'server/x.test.ts',
    "import { it } from 'vitest';\nit.only('x', () => undefined);",
  ],
  [
    'vitest(no-disabled-tests)',
    'server/y.test.ts',
    "import { it } from 'vitest';\nit.skip('x', () => undefined);",
  ],
];

const ALLOWED: [path: string, code: string][] = [
  ['widget/ok-a.ts', useType('../shared/protocol/frames.ts', 'Frame')],
  ['widget/ok-b.ts', use('../shared/client/session.ts')],
  [
    'widget/ok-c.tsx',
    "import { signal } from '@preact/signals';\nimport { h } from 'preact';\nexport const used = [signal, h];",
  ],
  ['widget/ok-d.test.ts', use('../shared/protocol/frames.ts')],
  ['console/ok-a.ts', use('../shared/client/session.ts')],
  ['shared/client/ok-a.ts', use('partysocket/ws')],
  ['shared/client/ok-b.ts', use('../protocol/limits.ts')],
  ['shared/client/ok-c.ts', useType('../protocol/frames.ts', 'Frame')],
  ['shared/protocol/ok-a.ts', use('../errors.ts')],
  ['shared/ok-a.test.ts', use('node:fs')],
  ['server/agents/ok-a.ts', use('./tables.ts')],
  ['server/agents/ok-b.ts', use('drizzle-orm')],
  ['server/sites/ok-c.ts', use('../agents/access.ts')],
  ['server/http/ok-d.ts', use('../agents/routes.ts')],
  ['server/http/ok-e.ts', "import { createServer } from 'node:http';\nexport const used = createServer;"],
  ['server/egress/client.ts', "import { request } from 'node:https';\nexport const used = [request, fetch];"],
  [
    'server/sites/inner.ts',
    `${inTransaction('read(tx)')}\nexport const after = (db: Db) => db.orm.select();`,
  ],
  ['server/sites/ok-f.test.ts', "export const used = () => fetch('http://127.0.0.1');"],
  ['demo-site/e2e/ok-a.ts', use('../../server/agents/access.ts')],
  ['bench/ok-a.ts', use('../server/agents/access.ts')],
];

interface Finding {
  code: string;
  filename: string;
  message: string;
}

let folder: string;
let findings: Finding[];

// One run of the real configuration over a miniature of the repository.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-lint-'));
  for (const part of ['.oxlintrc.json', 'package.json', 'scripts/lint']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  rmSync(join(folder, 'scripts/lint/lint-rules.test.ts'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const cases = REFUSED.map(([, path, code]) => [path, code] as const);
  for (const [path, code] of [...Object.entries(SURROUNDINGS), ...cases, ...ALLOWED]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${code}\n`);
  }
  findings = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(): Finding[] {
  try {
    execFileSync(process.execPath, [OXLINT, '--format=json'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
  }
}

const found = (path: string) =>
  findings.filter((finding) => finding.filename === path).map((finding) => finding.code);

describe('lint refuses', () => {
  it.each(REFUSED)('%s in %s', (rule, path) => {
    expect(found(path)).toContain(rule);
  });
});

describe('lint allows', () => {
  it.each([...Object.keys(SURROUNDINGS), ...ALLOWED.map(([path]) => path)])('%s', (path) => {
    expect(findings.filter((finding) => finding.filename === path)).toEqual([]);
  });
});
