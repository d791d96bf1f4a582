import { and, eq } from 'drizzle-orm';
import type { SiteChange } from '../../shared/protocol/sites.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { lockLiveSite, refuseStale, type SiteRow } from './access.ts';
import { readLanguages } from './read-languages.ts';
import { readOrigins } from './read-origins.ts';
import { sites } from './tables.ts';

/** Name, allowed origins and languages, as one form shows them. */
export async function updateSite(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  id: string,
  { version, name, ...typed }: SiteChange,
): Promise<void> {
  const allowedOrigins = readOrigins(typed.allowed_origins);
  const languages = readLanguages(typed.languages);
  await db.orm.transaction(async (tx) => {
    const before = await lockLiveSite(tx, actor, id);
    refuseStale(version, before.version);
    const changed = { name, allowedOrigins, languages };
    const details = changesOf(before, changed);
    if (Object.keys(details).length === 0) return;
    await tx
      .update(sites)
      .set({ ...changed, version: before.version + 1 })
      .where(and(eq(sites.workspaceId, actor.workspaceId), eq(sites.id, id)));
    await recordAudit(tx, actor, {
      action: 'site.changed',
      target: { type: 'site', id, label: name },
      details,
    });
  });
}

type Details = Pick<SiteRow, 'name' | 'allowedOrigins' | 'languages'>;

function changesOf(before: Details, now: Details): Record<string, { from: unknown; to: unknown }> {
  const fields = { name: 'name', allowedOrigins: 'allowed_origins', languages: 'languages' } as const;
  const pairs = (Object.keys(fields) as (keyof Details)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]))
    .map((field) => [fields[field], { from: before[field], to: now[field] }] as const);
  return Object.fromEntries(pairs);
}
