import { parseSync } from 'vite';
import { namedTypes } from './named-types.ts';
import { readModule, type Declaration, type Module, type SyntaxNode } from './read-module.ts';

/** What the compiler makes of a type whose words lead to a package or to a value: the same, spelled out. */
export type SpellOut = (dtsFile: string, name: string) => string;

/**
 * One declaration file for everything that an entry exports, and what that names in turn. Nothing is left that would have
 * to be imported: an alias that is inferred from a schema is written out.
 */
export function bundleTypes(entry: string, spellOut: SpellOut): string {
  const exported = readModule(entry).exports;
  const bundle = new Bundle(spellOut, new Set(exported.keys()));
  for (const [outside, { from, name }] of exported) {
    if (outside !== name) throw new Error(`${entry}: '${name}' is exported as '${outside}'; call it so.`);
    bundle.take(from ?? entry, name);
  }
  return bundle.text();
}

class Bundle {
  readonly #modules = new Map<string, Module>();
  /** By its name: where it comes from, and its words. */
  readonly #taken = new Map<string, { from: string; text: string }>();

  constructor(
    private readonly spellOut: SpellOut,
    private readonly exported: ReadonlySet<string>,
  ) {}

  #open(path: string): Module {
    const module = this.#modules.get(path) ?? readModule(path);
    this.#modules.set(path, module);
    return module;
  }

  take(path: string, name: string): void {
    const [from, declaration] = this.#find(path, name);
    const before = this.#taken.get(name);
    if (before && before.from !== from)
      throw new Error(`Two types of the public surface are called '${name}': ${from}, ${before.from}.`);
    if (before) return;
    const slot = { from, text: '' };
    this.#taken.set(name, slot);
    slot.text = this.#render(from, declaration);
  }

  text(): string {
    return `${[...this.#taken.values()].map(({ text }) => text).join('\n\n')}\n`;
  }

  /** Where a name is declared at last. */
  #find(path: string, name: string): [from: string, Declaration] {
    const module = this.#open(path);
    const declaration = module.declarations.get(name);
    if (declaration) return [path, declaration];
    const next = module.exports.get(name)?.from ? module.exports.get(name) : module.imports.get(name);
    if (!next?.from) throw new Error(`${path} declares no '${name}'.`);
    return this.#find(next.from, next.name);
  }

  #render(path: string, declaration: Declaration): string {
    const { name, kind, comment, body } = declaration;
    const word = this.exported.has(name) ? 'export ' : '';
    if (body && this.#mustBeSpelledOut(path, declaration)) {
      const spelled = `type ${name} = ${this.spellOut(path, name)};`;
      this.#takeNamed(
        path,
        parseSync('spelled.d.ts', spelled, { lang: 'dts' }).program as unknown as SyntaxNode,
      );
      return `${comment}${word}${spelled}`;
    }
    this.#takeNamed(path, declaration.node);
    const declare = kind === 'class' || kind === 'value' ? 'declare ' : '';
    return `${comment}${word}${declare}${declaration.text.replace(/^declare /, '')}`;
  }

  #takeNamed(path: string, node: SyntaxNode): void {
    const { declarations, imports } = this.#open(path);
    for (const name of namedTypes(node)) {
      const imported = imports.get(name);
      if (imported && !isFile(imported.from))
        throw new Error(`${path}: the public surface names '${name}' of the package '${imported.from}'.`);
      // What neither is here nor comes from elsewhere is the platform's: `Promise`, `Element`.
      if (imported || declarations.has(name)) this.take(path, name);
    }
  }

  #mustBeSpelledOut(path: string, { node, body }: Declaration): boolean {
    if (!body || node.typeParameters) return false;
    if (['TSTypeQuery', 'TSIndexedAccessType', 'TSTypeOperator'].includes(body.type)) return true;
    const { imports } = this.#open(path);
    return namedTypes(body).some((name) => {
      const imported = imports.get(name);
      return imported !== undefined && !isFile(imported.from);
    });
  }
}

const isFile = (from: string): boolean => from.endsWith('.d.ts');
