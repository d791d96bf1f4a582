import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { reachesPackage } from './reaches-package.js';
import { refusals } from './who-may-import-whom.js';

const ROOT = resolve(import.meta.dirname, '../..');
const RUN_TIME_PACKAGES = Object.keys(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies,
);

/** One row per import, in the words that the rules of who-may-import-whom.js use. */
function describe(filename, specifier, typeOnly, names) {
  const from = inRepository(filename);
  const row = { from, specifier, typeOnly, names, runTimePackages: RUN_TIME_PACKAGES };
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(filename), specifier);
    const reaches = (name) => reachesPackage(target, name);
    return { ...row, file: inRepository(target), reaches };
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return { ...row, builtin: specifier.replace('node:', '') };
  }
  const parts = specifier.split('/');
  return { ...row, package: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0] };
}

function inRepository(path) {
  return relative(ROOT, path).split(sep).join('/');
}

function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const parts = node.specifiers ?? [];
  return parts.length > 0 && parts.every((part) => part.importKind === 'type' || part.exportKind === 'type');
}

export const importBoundaries = {
  create(context) {
    const check = (node, source, typeOnly, names) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const row = describe(context.filename, source.value, typeOnly, names);
      for (const message of refusals(row)) context.report({ node, message });
    };
    const checkDeclaration = (node) => {
      const names = (node.specifiers ?? []).map((part) => part.imported?.name);
      check(node, node.source, isTypeOnly(node), names);
    };
    return {
      ImportDeclaration: checkDeclaration,
      ExportNamedDeclaration: checkDeclaration,
      ExportAllDeclaration: checkDeclaration,
      ImportExpression: (node) => check(node, node.source, false, []),
      TSImportType: (node) => check(node, node.source ?? node.argument, true, []),
    };
  },
};
