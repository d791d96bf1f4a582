import { join } from 'node:path';
import { build } from 'vite';
import { writeDeclarations } from './declarations.ts';

/** The npm package, ready to be packed. Run from the root. */
export async function buildPackage(outDir: string): Promise<void> {
  await build({
    mode: 'npm',
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  await writeDeclarations(outDir);
}
