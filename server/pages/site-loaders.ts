import { launcherPart, toPublicSettings } from '../../shared/widget-settings/public-settings.ts';
import { launcherLanguage, launcherWords } from '../../shared/widget-settings/launcher-words.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { Opening } from '../../shared/protocol/opening.ts';
import type { Database } from '../db/open-database.ts';
import { openingAt } from '../settings/opening.ts';
import { readSettings } from '../settings/read-settings.ts';
import { readSiteHours } from '../settings/site-hours.ts';
import { findSiteByKey, type Site } from '../sites/find-site.ts';
import { EncodedBody } from './encoded-body.ts';
import { asciiJson, fillLoader, type LoaderBuild, type LoaderConfig } from './loader-script.ts';

interface SiteAnswers {
  script: EncodedBody;
  json: EncodedBody;
}

interface Kept {
  answers: SiteAnswers;
  /** What the answers say: while that stays, they stay, compressed as they are. */
  config: string;
  readUntil: number;
}

/** What is published is on every node within two seconds, whether or not word of it gets there. */
const KEPT_MS = 1_000;
/** What a page may load before the first click, compressed. What a site says beyond it comes with the panel. */
const MAX_LOADER_BYTES = 3_000;
const MAX_KEPT = 1_000;

/** The loaders of sites, built and compressed once while their settings stay; a page view costs no query. */
export class SiteLoaders {
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<SiteAnswers | null>>();
  readonly #db: Database;
  readonly #build: LoaderBuild;
  readonly #host: string;

  constructor(db: Database, build: LoaderBuild, host: string) {
    this.#db = db;
    this.#build = build;
    this.#host = host;
  }

  /** Null for an unknown key. */
  async find(key: string): Promise<SiteAnswers | null> {
    const kept = this.#kept.get(key);
    if (kept && kept.readUntil > Date.now()) return kept.answers;
    // However many ask at once, the database is asked once.
    const reading = this.#reading.get(key) ?? this.#read(key, kept).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #read(key: string, before: Kept | undefined): Promise<SiteAnswers | null> {
    const readUntil = Date.now() + KEPT_MS;
    const site = await findSiteByKey(this.#db, key);
    // Keys that nobody has are not kept: a flood of them must not push out the sites.
    if (!site) return this.#forget(key);
    const opening = await this.#openingOf(site);
    const language = launcherLanguage(site.languages);
    const settings = {
      ...toPublicSettings(liftSettings(site.settings)),
      ...(opening && { opening }),
      ...(language !== 'en' && { language }),
    };
    const { panel, setup } = this.#build;
    const config: LoaderConfig = {
      site: key,
      host: this.#host,
      panel,
      setup,
      words: launcherWords(settings),
      settings,
    };
    const text = asciiJson(config);
    const answers = before?.config === text ? before.answers : await this.#answersOf(config, text);
    return this.#keep(key, { answers, config: text, readUntil });
  }

  async #answersOf(config: LoaderConfig, text: string): Promise<SiteAnswers> {
    const whole = this.#scriptOf(config);
    const fits = (await whole.brotliBytes()) <= MAX_LOADER_BYTES;
    return {
      script: fits ? whole : this.#scriptOf({ ...config, settings: launcherPart(config.settings) }),
      json: new EncodedBody(Buffer.from(text), 'application/json; charset=utf-8'),
    };
  }

  /** Undefined where it is always open: then no page pays for it. */
  async #openingOf({ workspaceId, id }: Pick<Site, 'workspaceId' | 'id'>): Promise<Opening | undefined> {
    const own = (await readSiteHours(this.#db.orm, workspaceId, id)).get(id);
    const hours = own ?? (await readSettings(this.#db, workspaceId)).values['hours.workspace'];
    const opening = openingAt(hours, new Date());
    return opening.open && opening.changes_at === null ? undefined : opening;
  }

  #scriptOf(config: LoaderConfig): EncodedBody {
    return new EncodedBody(Buffer.from(fillLoader(this.#build, config)), 'text/javascript; charset=utf-8');
  }

  #forget(key: string): null {
    this.#kept.delete(key);
    return null;
  }

  #keep(key: string, kept: Kept): SiteAnswers {
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, kept);
    return kept.answers;
  }
}
