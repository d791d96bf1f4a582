import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { API, NodeBuilderFlags } from 'typescript/unstable/sync';
import type { SpellOut } from './bundle-types.ts';

const FLAGS = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias;

/** Asks the compiler about the sources behind a folder of declarations. Close it when done. */
export function openSpeller(project: string, dtsRoot: string): { spellOut: SpellOut; close: () => void } {
  const api = new API({ cwd: process.cwd() });
  const config = resolve(project);
  const { program, checker } = api.updateSnapshot({ openProjects: [config] }).getProjects()[0]!;
  const sourceOf = (dtsFile: string): string => {
    const base = resolve(relative(dtsRoot, dtsFile).replace(/\.d\.ts$/, ''));
    const found = [`${base}.ts`, `${base}.tsx`].find((path) => program.getSourceFile(path));
    if (!found) throw new Error(`No source of ${dtsFile} is in ${project}.`);
    return found;
  };
  const spellOut: SpellOut = (dtsFile, name) => {
    const source = sourceOf(dtsFile);
    const at = readFileSync(source, 'utf8').search(new RegExp(`(?<=\\btype )${name}\\b`));
    const symbol = at < 0 ? undefined : checker.getSymbolAtPosition(source, at);
    if (!symbol) throw new Error(`${source} declares no type '${name}'.`);
    return checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol), undefined, FLAGS);
  };
  return { spellOut, close: () => api.close() };
}
