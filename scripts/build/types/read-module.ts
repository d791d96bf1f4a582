import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A node of the syntax tree, of which only what is looked for is known. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** One declaration of a .d.ts file: its words, with the comment before it, and the types that it names. */
export interface Declaration {
  name: string;
  kind: 'alias' | 'interface' | 'class' | 'value';
  comment: string;
  /** From `interface`, `type`, `declare`…: without `export`. */
  text: string;
  node: SyntaxNode;
  /** Of an alias: what stands after the `=`. */
  body: SyntaxNode | null;
}

export interface Module {
  path: string;
  declarations: Map<string, Declaration>;
  /** By the name here: a file and its name there, or a package. */
  imports: Map<string, { from: string; name: string }>;
  /** In their order: by the name outside, what it is called here or in another file. */
  exports: Map<string, { from: string | null; name: string }>;
}

const KINDS: Record<string, Declaration['kind']> = {
  TSTypeAliasDeclaration: 'alias',
  TSInterfaceDeclaration: 'interface',
  ClassDeclaration: 'class',
  VariableDeclaration: 'value',
  TSDeclareFunction: 'value',
};

export function readModule(path: string): Module {
  const code = readFileSync(path, 'utf8');
  const { program, comments } = parseSync(path, code, { lang: 'dts' });
  const module: Module = { path, declarations: new Map(), imports: new Map(), exports: new Map() };
  const commentBefore = (at: number): string => {
    const found = comments.find(({ end }) => end <= at && code.slice(end, at).trim() === '');
    return found?.value.startsWith('*') ? `${code.slice(found.start, found.end)}\n` : '';
  };
  for (const node of program.body as unknown as SyntaxNode[]) {
    if (node.type === 'ImportDeclaration') readImport(module, node);
    else if (node.type === 'ExportNamedDeclaration' && node.declaration === null) readExports(module, node);
    else {
      const inner = (node.declaration ?? node) as SyntaxNode;
      const declaration = readDeclaration(inner, code, commentBefore(node.start));
      if (!declaration) continue;
      module.declarations.set(declaration.name, declaration);
      if (inner !== node) module.exports.set(declaration.name, { from: null, name: declaration.name });
    }
  }
  return module;
}

function readDeclaration(node: SyntaxNode, code: string, comment: string): Declaration | null {
  const kind = KINDS[node.type];
  if (!kind) return null;
  const [first] = (node.declarations ?? []) as SyntaxNode[];
  const id = (node.id ?? first?.id) as { name: string };
  const body = kind === 'alias' ? (node.typeAnnotation as SyntaxNode) : null;
  return { name: id.name, kind, comment, text: code.slice(node.start, node.end), node, body };
}

function readImport(module: Module, node: SyntaxNode): void {
  const from = resolveIn(module.path, (node.source as { value: string }).value);
  for (const part of node.specifiers as SyntaxNode[]) {
    const local = (part.local as { name: string }).name;
    const imported = part.imported as { name: string } | undefined;
    module.imports.set(local, { from, name: imported?.name ?? '*' });
  }
}

function readExports(module: Module, node: SyntaxNode): void {
  const source = node.source as { value: string } | null;
  const from = source && resolveIn(module.path, source.value);
  for (const part of node.specifiers as SyntaxNode[]) {
    const [name, outside] = [part.local, part.exported].map((one) => (one as { name: string }).name);
    module.exports.set(outside!, { from, name: name! });
  }
}

/** The .d.ts file behind a relative import; the name of a package as it is. */
function resolveIn(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return join(dirname(path), specifier.replace(/\.[jt]sx?$/, '.d.ts'));
}
