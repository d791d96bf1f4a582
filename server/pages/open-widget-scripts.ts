import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/open-database.ts';
import { EncodedBody } from './encoded-body.ts';
import type { Pinned } from './pinned.ts';
import { readStaticFiles } from './static-files.ts';
import { keepScripts, WidgetScripts } from './widget-scripts.ts';

/** The scripts of the build in this folder, kept for those who come after it. */
export async function openWidgetScripts(
  db: Database,
  folder: string,
  pinned: Pinned | null,
): Promise<WidgetScripts> {
  const served = new Map<string, EncodedBody>();
  const codes = new Map<string, string>();
  for (const [name, body] of await readStaticFiles(folder)) {
    served.set(`a/${name}`, body);
    if (name.endsWith('.js')) codes.set(`a/${name}`, await readFile(join(folder, name), 'utf8'));
  }
  if (pinned) {
    const path = pinned.path.slice(1);
    codes.set(path, pinned.code);
    served.set(path, new EncodedBody(Buffer.from(pinned.code), 'text/javascript; charset=utf-8'));
  }
  await keepScripts(db, codes);
  return new WidgetScripts(db, served);
}
