import { sql } from 'drizzle-orm';
import type { BusinessHours } from '../../shared/hours/schema.ts';
import { DEFAULT_VALUES, type SettingValues } from '../../shared/settings/registry.ts';
import type { Bus } from '../bus/bus.ts';
import type { Database } from '../db/database.ts';
import { readSettings, type VersionedValues } from './read-settings.ts';
import { readSiteHours } from './site-hours.ts';

const CHECK_MS = 1_000;
/** For this long after its last use a workspace's settings are kept fresh. */
const LINGER_MS = 3_600_000;
const MAX_KEPT = 20_000;

interface Known extends VersionedValues {
  /** Of the sites that do not follow the workspace. */
  siteHours: ReadonlyMap<string, BusinessHours>;
}

interface Kept extends Known {
  usedAt: number;
}

export interface SettingsCacheOptions {
  onError?: (error: unknown) => void;
  now?: () => number;
  checkMs?: number;
}

/**
 * The settings in effect, as this node knows them. A change is heard by the bus at once; what no message told is found
 * once a second, in one query for all workspaces that are in use here.
 */
export class SettingsCache {
  private readonly kept = new Map<string, Kept>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly stopListening: () => void;
  private readonly timer: NodeJS.Timeout;
  private checking: Promise<void> | null = null;
  private readonly now: () => number;
  private readonly onError: (error: unknown) => void;

  constructor(
    private readonly db: Database,
    bus: Bus,
    options: SettingsCacheOptions = {},
  ) {
    this.now = options.now ?? Date.now;
    this.onError = options.onError ?? (() => undefined);
    this.stopListening = bus.subscribe((message) => {
      if (message.kind === 'settings') this.hear(message.workspaceId, message.version);
    });
    this.timer = setInterval(() => void this.check(), options.checkMs ?? CHECK_MS).unref();
  }

  /** After this `current` tells what the workspace set. Whoever lets somebody into a workspace waits for it. */
  async ready(workspaceId: string): Promise<void> {
    const kept = this.kept.get(workspaceId);
    if (kept && this.isFresh(kept)) this.touch(workspaceId, kept);
    else await (this.loading.get(workspaceId) ?? this.load(workspaceId));
  }

  async get(workspaceId: string): Promise<SettingValues> {
    await this.ready(workspaceId);
    return this.current(workspaceId);
  }

  /** What was last known; the defaults for a workspace that nobody was let into. */
  current(workspaceId: string): SettingValues {
    const kept = this.kept.get(workspaceId);
    if (!kept) return DEFAULT_VALUES;
    if (!this.isFresh(kept)) this.loadUnawaited(workspaceId);
    this.touch(workspaceId, kept);
    return kept.values;
  }

  /** When somebody is there for the visitors of a site. */
  hoursOf(workspaceId: string, siteId: string): BusinessHours {
    const values = this.current(workspaceId);
    return this.kept.get(workspaceId)?.siteHours.get(siteId) ?? values['hours.workspace'];
  }

  /** Finds what no message told. */
  check(): Promise<void> {
    this.checking ??= this.compare()
      .catch(this.onError)
      .finally(() => (this.checking = null));
    return this.checking;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopListening();
    await Promise.allSettled([this.checking, ...this.loading.values()]);
  }

  private hear(workspaceId: string, version: number): void {
    const kept = this.kept.get(workspaceId);
    if (kept && kept.version < version) this.loadUnawaited(workspaceId);
  }

  private async compare(): Promise<void> {
    const fresh = [...this.kept].filter(([, kept]) => this.isFresh(kept)).map(([id]) => id);
    if (fresh.length === 0) return;
    const rows = await this.db.orm.execute<{ workspace_id: string; version: number }>(sql`
      select workspace_id, version from workspace_settings
      where workspace_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(fresh)}::jsonb))`);
    const behind = rows.filter(({ workspace_id: id, version }) => this.kept.get(id)?.version !== version);
    await Promise.all(behind.map(({ workspace_id: id }) => this.load(id)));
  }

  private loadUnawaited(workspaceId: string): void {
    void this.load(workspaceId).catch(this.onError);
  }

  private load(workspaceId: string): Promise<void> {
    // A load that is under way may have read before the change that asks for this one.
    const earlier = this.loading.get(workspaceId) ?? Promise.resolve();
    const running = earlier
      .catch(() => undefined)
      .then(async () => {
        // The version first: hours that change between the two are read anew with the next one.
        const settings = await readSettings(this.db, workspaceId);
        this.touch(workspaceId, { ...settings, siteHours: await readSiteHours(this.db.orm, workspaceId) });
      })
      .finally(() => {
        if (this.loading.get(workspaceId) === running) this.loading.delete(workspaceId);
      });
    this.loading.set(workspaceId, running);
    return running;
  }

  private isFresh(kept: Kept): boolean {
    return this.now() - kept.usedAt < LINGER_MS;
  }

  /** Set anew, so that the map's order is that of the last use. */
  private touch(workspaceId: string, { version, values, siteHours }: Known): void {
    this.kept.delete(workspaceId);
    this.kept.set(workspaceId, { version, values, siteHours, usedAt: this.now() });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
