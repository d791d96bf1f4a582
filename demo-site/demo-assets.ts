import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface DemoAsset {
  readonly body: Buffer;
  readonly contentType: string;
  readonly version: string;
}

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

const VERSION_LENGTH = 12;

export const versionOf = (body: string | Buffer): string =>
  createHash('sha256').update(body).digest('hex').slice(0, VERSION_LENGTH);

/**
 * Every file of the folder, by its path with forward slashes. Requests are looked up in this map
 * and never joined to a path, so that no spelling of `..` can leave the folder.
 */
export const readDemoAssets = (publicDir: string): ReadonlyMap<string, DemoAsset> => {
  const assets = new Map<string, DemoAsset>();
  for (const entry of readdirSync(publicDir, { recursive: true, withFileTypes: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || !contentType) continue;
    const file = join(entry.parentPath, entry.name);
    const body = readFileSync(file);
    assets.set(relative(publicDir, file).split(sep).join('/'), {
      body,
      contentType,
      version: versionOf(body),
    });
  }
  return assets;
};
