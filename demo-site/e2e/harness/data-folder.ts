import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pgliteTemplate } from '../../../server/testing/pglite-template.ts';

export interface DataFolder {
  path: string;
  remove(): void;
}

/** With an empty database in it, to spare each file the seconds that PGlite takes to make one. The server migrates. */
export async function makeDataFolder(embedded: boolean): Promise<DataFolder> {
  const path = mkdtempSync(join(tmpdir(), 'bellhop-e2e-'));
  if (embedded) {
    const database = join(path, 'db');
    mkdirSync(database, { mode: 0o700 });
    execFileSync('tar', ['-x', '-C', database], {
      input: await pgliteTemplate(false),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
