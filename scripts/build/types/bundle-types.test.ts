import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundleTypes } from './bundle-types.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bellhop-bundle-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundled = (files: Record<string, string>): string => {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  return bundleTypes(join(folder, 'index.d.ts'), (_file, name) => `'spelled out: ${name}'`);
};

const INDEX = `import type { Options } from './options.js';
export type { Chat } from './chat.js';
/** Begins. */
export declare const create: (options: Options) => Chat2;
interface Chat2 { a: 1 }`;

it('takes what the entry exports and what that names, with its comments, and no more', () => {
  const text = bundled({
    'index.d.ts': INDEX,
    'chat.d.ts': `import type { Shared } from './shared.js';
/** Said of a chat. */
export interface Chat extends Base { on<E extends keyof Shared>(event: E): Promise<Shared[E]> }
interface Base { open(): void }
export interface Unused { no: 1 }`,
    'options.d.ts': `export type { Options } from './shared.js';`,
    'shared.d.ts': `export interface Shared { a: Element }\nexport type Options = Partial<Shared>;`,
  });
  expect(text).toBe(`/** Said of a chat. */
export interface Chat extends Base { on<E extends keyof Shared>(event: E): Promise<Shared[E]> }

interface Base { open(): void }

interface Shared { a: Element }

/** Begins. */
export declare const create: (options: Options) => Chat2;

type Options = Partial<Shared>;

interface Chat2 { a: 1 }
`);
});

it('writes out what is inferred from a package or from a value', () => {
  const text = bundled({
    'index.d.ts': `import { z } from 'zod';
declare const status: z.ZodString;
/** Of a chat. */
export type Status = z.infer<typeof status>;
declare const codes: { a: 1 };
export type Code = keyof typeof codes;`,
  });
  expect(text).toBe(`/** Of a chat. */
export type Status = 'spelled out: Status';

export type Code = 'spelled out: Code';
`);
});

it('refuses a package that cannot be written out, two types of one name, and a new name for an old one', () => {
  const zod = `import { z } from 'zod';\nexport interface Chat { schema: z.ZodString }`;
  expect(() => bundled({ 'index.d.ts': zod })).toThrow("names 'z' of the package 'zod'");
  const twice = {
    'index.d.ts': `import type { A } from './a.js';\nexport interface B { a: A; c: C }\nexport type { C } from './c.js';`,
    'a.d.ts': `interface C { one: 1 }\nexport interface A { c: C }`,
    'c.d.ts': `export interface C { two: 2 }`,
  };
  expect(() => bundled(twice)).toThrow("are called 'C'");
  const renamed = { 'index.d.ts': `export type { C as D } from './c.js';`, 'c.d.ts': twice['c.d.ts'] };
  expect(() => bundled(renamed)).toThrow("'C' is exported as 'D'");
});
