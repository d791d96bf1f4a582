import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LauncherWords } from '../../shared/widget-settings/launcher-words.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';

const PLACEHOLDER = '__BELLHOP__';

/** What the widget's build leaves for the server: the loader with a hole, and the name of the panel's module. */
export interface LoaderBuild {
  script: string;
  panel: string;
  setup: string;
}

/** Null when the widget is not built. */
export async function readLoaderBuild(widgetFolder: string): Promise<LoaderBuild | null> {
  const [script, manifest] = await Promise.all([
    readFile(join(widgetFolder, 'loader.js'), 'utf8').catch(() => null),
    readFile(join(widgetFolder, 'manifest.json'), 'utf8').catch(() => null),
  ]);
  if (script === null || manifest === null) return null;
  if (script.split(PLACEHOLDER).length !== 2)
    throw new Error(`loader.js must hold ${PLACEHOLDER} exactly once`);
  const { panel, setup } = JSON.parse(manifest) as { panel: string; setup: string };
  return { script, panel: `/w/a/${panel}`, setup: `/w/a/${setup}` };
}

export interface LoaderConfig {
  site: string;
  host: string;
  panel: string;
  setup: string;
  words: LauncherWords;
  settings: PublicSettings;
}

export const fillLoader = (build: LoaderBuild, config: LoaderConfig): string =>
  build.script.replace(PLACEHOLDER, () => asciiJson(config));

/** The script may run on a page of another charset, or be pasted inline. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
