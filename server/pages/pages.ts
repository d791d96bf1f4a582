import { join } from 'node:path';
import { demoPages, type DemoPages } from '../../demo-site/demo-pages.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import { readLoaderBuild } from './loader-script.ts';
import { openWidgetScripts } from './open-widget-scripts.ts';
import { readPinned, type Pinned } from './pinned.ts';
import { SiteLoaders } from './site-loaders.ts';
import { readStaticFiles, type StaticFiles } from './static-files.ts';
import type { WidgetScripts } from './widget-scripts.ts';

/** Everything that is served and was built before. */
export interface Pages {
  console: StaticFiles;
  widgetScripts: WidgetScripts;
  /** Null when the widget is not built. */
  pinned: Pinned | null;
  /** Null when the widget is not built. */
  loaders: SiteLoaders | null;
  /** Null without a demo. */
  demo: DemoPages | null;
}

export interface PagesParts {
  config: Pick<Config, 'publicUrl'>;
  db: Database;
  dist: string;
  demo: { siteKey: string; publicDir: string } | null;
}

export async function readPages({ config, db, dist, demo }: PagesParts): Promise<Pages> {
  const build = await readLoaderBuild(join(dist, 'widget'));
  const pinned = await readPinned(join(dist, 'widget'));
  return {
    console: await readStaticFiles(join(dist, 'console')),
    widgetScripts: await openWidgetScripts(db, join(dist, 'widget/a'), pinned),
    pinned,
    loaders: build && new SiteLoaders(db, build, config.publicUrl),
    demo: demo && demoPages({ ...demo, bellhopUrl: config.publicUrl, basePath: '/demo' }),
  };
}
