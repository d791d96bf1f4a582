import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const VALUE_IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/** Whether a file, or a file that it imports values from, imports `name`. */
export function reachesPackage(file, name, seen = new Set()) {
  if (seen.has(file)) return false;
  seen.add(file);
  return valueImports(file).some((specifier) => {
    if (specifier.startsWith('.')) return reachesPackage(resolve(dirname(file), specifier), name, seen);
    return specifier === name || specifier.startsWith(`${name}/`);
  });
}

function valueImports(file) {
  try {
    return [...readFileSync(file, 'utf8').matchAll(VALUE_IMPORT)].map((match) => match[1]);
  } catch {
    return []; // a missing file is the compiler's finding
  }
}
