import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COMPILER = join('node_modules', 'typescript', 'bin', 'tsc');

/** The types of the npm package: one declaration a source file, and an entry that leads to them. */
export function writeDeclarations(outDir: string): void {
  const flags = [
    '--declaration',
    '--emitDeclarationOnly',
    '--noEmit',
    'false',
    '--rewriteRelativeImportExtensions',
  ];
  const roots = ['--rootDir', '.', '--outDir', join(outDir, 'types')];
  execFileSync(process.execPath, [COMPILER, '-p', 'widget/tsconfig.types.json', ...flags, ...roots], {
    stdio: 'inherit',
  });
  writeFileSync(join(outDir, 'index.d.ts'), "export * from './types/widget/index.js';\n");
  cpSync('widget/package.json', join(outDir, 'package.json'));
  cpSync('LICENSE', join(outDir, 'LICENSE'));
}
