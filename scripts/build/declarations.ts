import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicTypes } from './types/public-types.ts';

/** What the npm package has beside its code. */
export async function writeDeclarations(outDir: string): Promise<void> {
  writeFileSync(join(outDir, 'index.d.ts'), await publicTypes());
  cpSync('widget/package.json', join(outDir, 'package.json'));
  cpSync('widget/README.md', join(outDir, 'README.md'));
  cpSync('LICENSE', join(outDir, 'LICENSE'));
}
