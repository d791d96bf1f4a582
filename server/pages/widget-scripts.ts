import { sql } from 'drizzle-orm';
import type { Database } from '../db/open-database.ts';
import { EncodedBody } from './encoded-body.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
/** However many ask for what is not there, the database is asked this often. */
const LOOK_EVERY_MS = 1_000;

type Path = { path: string } & Record<string, unknown>;
type Code = { code: string } & Record<string, unknown>;

/** The widget's scripts: those of this build, and from the database those of others, former and newer. */
export class WidgetScripts {
  readonly #served: Map<string, EncodedBody>;
  readonly #known = new Set<string>();
  readonly #db: Database;
  #looking: Promise<void> | null = null;
  #lookedAt = -LOOK_EVERY_MS;

  constructor(db: Database, own: ReadonlyMap<string, EncodedBody>) {
    this.#db = db;
    this.#served = new Map(own);
  }

  async find(path: string): Promise<EncodedBody | null> {
    return this.#served.get(path) ?? this.#ofOtherBuild(path);
  }

  async #ofOtherBuild(path: string): Promise<EncodedBody | null> {
    if (!this.#known.has(path)) await this.#look();
    if (!this.#known.has(path)) return null;
    const [row] = await this.#db.orm.execute<Code>(sql`select code from widget_scripts where path = ${path}`);
    if (!row) return null;
    const body = new EncodedBody(Buffer.from(row.code), SCRIPT);
    this.#served.set(path, body);
    return body;
  }

  /** Names alone: who asks for thousands that nobody has costs one query a second. */
  #look(): Promise<void> {
    if (this.#looking) return this.#looking;
    if (performance.now() - this.#lookedAt < LOOK_EVERY_MS) return Promise.resolve();
    this.#lookedAt = performance.now();
    this.#looking = this.#readPaths().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #readPaths(): Promise<void> {
    const rows = await this.#db.orm.execute<Path>(sql`select path from widget_scripts`);
    for (const { path } of rows) this.#known.add(path);
  }
}

/** Puts the scripts of this build beside those of former ones, whose time begins to run. */
export async function keepScripts(db: Database, own: ReadonlyMap<string, string>): Promise<void> {
  if (own.size === 0) return;
  const scripts = JSON.stringify([...own].map(([path, code]) => ({ path, code })));
  await db.orm.execute(sql`
    with own as (select path, code from json_to_recordset(${scripts}::json) as script(path text, code text)),
    kept as (
      insert into widget_scripts (path, code) select path, code from own order by path
      on conflict (path) do update set replaced_at = null)
    update widget_scripts set replaced_at = now()
    where replaced_at is null and path not in (select path from own)`);
}
