import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The whole widget as one file, and what a page writes beside its address to load nothing else. */
export interface Pinned {
  /** `/v/VERSION/widget.js`. */
  path: string;
  integrity: string;
  code: string;
}

/** Null when the widget is not built. */
export async function readPinned(widgetFolder: string): Promise<Pinned | null> {
  const [code, manifest] = await Promise.all([
    readFile(join(widgetFolder, 'pinned.js'), 'utf8').catch(() => null),
    readFile(join(widgetFolder, 'pinned.json'), 'utf8').catch(() => null),
  ]);
  if (code === null || manifest === null) return null;
  const { version, integrity } = JSON.parse(manifest) as { version: string; integrity: string };
  return { path: `/v/${version}/widget.js`, integrity, code };
}
