import { domainToUnicode } from 'node:url';
import type { Site } from '../../shared/protocol/sites.ts';
import type { RetiredKey, SiteRow } from './access.ts';

/** A site as those who manage it see it. */
export function siteView(row: SiteRow, retired: readonly RetiredKey[], host: string): Site {
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    host,
    old_keys: retired
      .filter(({ siteId }) => siteId === row.id)
      .map(({ key, validUntil }) => ({ key, valid_until: validUntil.toISOString() })),
    allowed_origins: row.allowedOrigins.map((origin) => ({ origin, unicode: inItsLetters(origin) })),
    languages: row.languages,
    default_team_id: row.defaultTeamId,
    hours: row.hours,
    version: row.version,
    archived_at: row.archivedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}

/** `https://xn--bcher-kva.example` as `https://bücher.example`; null where nothing is encoded. */
export function inItsLetters(origin: string): string | null {
  if (!/(\/\/|\.)xn--/.test(origin)) return null;
  const { protocol, hostname, port } = new URL(origin);
  const unicode = domainToUnicode(hostname);
  if (unicode === '' || unicode === hostname) return null;
  return `${protocol}//${unicode}${port && `:${port}`}`;
}
