import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What the server tells the loader: names inside dist/widget/a/. */
export interface PanelManifest {
  panel: string;
  /** What changes how the widget stands; of a build of its own. */
  setup?: string;
  /** What comes with the panel at once: worth a modulepreload beside it. */
  imports: string[];
  /** Languages, each loaded for its own readers only. */
  languages: string[];
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
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('The panel build has no entry chunk.');
  const languages = chunks.filter((chunk) => chunk.isDynamicEntry && isLanguage(chunk.facadeModuleId));
  return {
    panel: entry.fileName,
    imports: [...allImports(entry, chunks)].sort(),
    languages: languages.map((chunk) => chunk.fileName).sort(),
    files: Object.keys(bundle).sort(),
  };
}

function isLanguage(module: string | null): boolean {
  return /\/widget\/i18n\//.test(module ?? '');
}

function allImports(
  chunk: Rolldown.OutputChunk,
  chunks: Rolldown.OutputChunk[],
  seen = new Set<string>(),
): Set<string> {
  for (const name of chunk.imports.filter((imported) => !seen.has(imported))) {
    seen.add(name);
    const next = chunks.find(({ fileName }) => fileName === name);
    if (next) allImports(next, chunks, seen);
  }
  return seen;
}
