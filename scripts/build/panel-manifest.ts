import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What the server tells the loader: names inside dist/widget/a/. */
export interface PanelManifest {
  panel: string;
  /** What the panel imports at once: worth a modulepreload beside it. */
  imports: string[];
  /** Every file of the panel, the lazy ones too. */
  files: string[];
}

export function panelManifest(path: string): Plugin {
  return {
    name: 'bellhop:panel-manifest',
    enforce: 'post',
    writeBundle(_options, bundle) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(manifestOf(bundle), undefined, 2)}\n`);
    },
  };
}

function manifestOf(bundle: Rolldown.OutputBundle): PanelManifest {
  const entry = Object.values(bundle).find((output) => output.type === 'chunk' && output.isEntry);
  if (entry?.type !== 'chunk') throw new Error('The panel build has no entry chunk.');
  return { panel: entry.fileName, imports: entry.imports, files: Object.keys(bundle).sort() };
}
