import type { SyntaxNode } from './read-module.ts';

/** The names that a piece of syntax takes from outside of itself, each once, in their order. */
export function namedTypes(root: SyntaxNode): string[] {
  const own = new Set<string>();
  const found = new Set<string>();
  walk(root, (node) => {
    if (node.type === 'TSTypeParameter') own.add(nameOf(node.name));
    if (node.type === 'TSTypeReference') found.add(leftmost(node.typeName as SyntaxNode));
    if (node.type === 'TSTypeQuery') found.add(leftmost(node.exprName as SyntaxNode));
    if (node.type === 'TSInterfaceHeritage' || node.type === 'TSClassImplements')
      found.add(leftmost(node.expression as SyntaxNode));
    if (node.superClass) found.add(leftmost(node.superClass as SyntaxNode));
  });
  return [...found].filter((name) => !own.has(name));
}

function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
  }
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

const nameOf = (name: unknown): string => (typeof name === 'string' ? name : (name as { name: string }).name);

/** `z` of `z.infer`. */
function leftmost(node: SyntaxNode): string {
  if (node.type === 'TSQualifiedName') return leftmost(node.left as SyntaxNode);
  if (node.type === 'MemberExpression') return leftmost(node.object as SyntaxNode);
  return nameOf(node.name);
}
