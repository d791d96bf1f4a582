import { readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { PanelManifest } from './panel-manifest.ts';

/** Adds the set-up's files to the manifest that the panel's build has written. */
export function setupManifest(path: string): Plugin {
  return {
    name: 'bellhop:setup-manifest',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const entry = Object.values(bundle).find((output) => output.type === 'chunk' && output.isEntry);
      if (!entry) throw new Error('The build of the set-up has no entry chunk.');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as PanelManifest;
      const files = [...new Set([...manifest.files, ...Object.keys(bundle)])].sort();
      writeFileSync(path, `${JSON.stringify({ ...manifest, setup: entry.fileName, files }, undefined, 2)}\n`);
    },
  };
}
