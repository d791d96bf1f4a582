import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { EncodedBody } from './encoded-body.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export type StaticFiles = ReadonlyMap<string, EncodedBody>;

/**
 * The files of a folder by their path with forward slashes, read once. Requests are looked up and never joined to a
 * path, so that no spelling of `..` leaves the folder. A folder that is not there has no files.
 */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const present = new Set(names);
  const files = new Map<string, EncodedBody>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const plain = await readFile(name);
    const ready = {
      ...(present.has(`${name}.br`) && { br: await readFile(`${name}.br`) }),
      ...(present.has(`${name}.gz`) && { gzip: await readFile(`${name}.gz`) }),
    };
    files.set(relative(folder, name).split(sep).join('/'), new EncodedBody(plain, type, ready));
  }
  return files;
}
