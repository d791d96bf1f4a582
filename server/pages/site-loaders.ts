import type { Database } from '../db/open-database.ts';
import { findSiteByKey } from '../sites/find-site.ts';
import { EncodedBody } from './encoded-body.ts';
import { asciiJson, fillLoader, type LoaderBuild, type LoaderConfig } from './loader-script.ts';

interface SiteAnswers {
  script: EncodedBody;
  json: EncodedBody;
  readUntil: number;
}

const KEPT_MS = 10_000;
const MAX_KEPT = 1_000;

/** The loaders of sites, built and compressed once while their settings stay; a page view costs no query. */
export class SiteLoaders {
  readonly #kept = new Map<string, SiteAnswers>();
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
    if (kept && kept.readUntil > Date.now()) return kept;
    this.#kept.delete(key);
    const site = await findSiteByKey(this.#db, key);
    if (!site) return null;
    const { panel } = this.#build;
    const answers = this.#answersOf({ site: key, host: this.#host, panel, settings: site.settings });
    this.#keep(key, answers);
    return answers;
  }

  #answersOf(config: LoaderConfig): SiteAnswers {
    return {
      script: new EncodedBody(Buffer.from(fillLoader(this.#build, config)), 'text/javascript; charset=utf-8'),
      json: new EncodedBody(Buffer.from(asciiJson(config)), 'application/json; charset=utf-8'),
      readUntil: Date.now() + KEPT_MS,
    };
  }

  #keep(key: string, answers: SiteAnswers): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, answers);
  }
}
