import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What the server tells about the pinned file. */
export interface PinnedManifest {
  /** A part of its address; another content has another one. */
  version: string;
  /** As the attribute of that name has it. */
  integrity: string;
}

const DIGITS = 10;

export function pinnedManifest(path: string, packageFile: string): Plugin {
  return {
    name: 'bellhop:pinned-manifest',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle);
      const [chunk] = chunks;
      if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error('The pinned file is one file.');
      const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
      writeFileSync(path, `${JSON.stringify(pinnedManifestOf(chunk.code, version), undefined, 2)}\n`);
    },
  };
}

export const pinnedManifestOf = (code: string, version: string): PinnedManifest => ({
  version: `${version}-${createHash('sha256').update(code).digest('hex').slice(0, DIGITS)}`,
  integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
});
