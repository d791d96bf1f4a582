import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundleTypes } from './bundle-types.ts';
import { openSpeller } from './spell-out.ts';

const COMPILER = join('node_modules', 'typescript', 'bin', 'tsc');
const PROJECT = 'widget/tsconfig.types.json';

/** The whole public surface of the npm package, in one declaration file that imports nothing. Run from the root. */
export async function publicTypes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bellhop-types-'));
  try {
    emitDeclarations(folder);
    const { spellOut, close } = openSpeller(PROJECT, folder);
    try {
      return await pretty(bundleTypes(join(folder, 'widget/index.d.ts'), spellOut));
    } finally {
      close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emitDeclarations(folder: string): void {
  // Whether the types are right is what `npm run check` asks.
  const flags = [
    '--declaration',
    '--emitDeclarationOnly',
    '--noCheck',
    '--noEmit',
    'false',
    '--rewriteRelativeImportExtensions',
  ];
  const roots = ['--rootDir', '.', '--outDir', folder];
  execFileSync(process.execPath, [COMPILER, '-p', PROJECT, ...flags, ...roots], { stdio: 'inherit' });
}

const pretty = async (code: string): Promise<string> =>
  format(code, { ...(await resolveConfig('index.d.ts')), parser: 'typescript' });
