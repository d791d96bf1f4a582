import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { RATE_DAYS, type RatingLink } from '../../shared/protocol/ratings.ts';
import { findConversation } from '../conversations/access.ts';
import type { Database } from '../db/open-database.ts';
import type { AgentActor, VisitorActor } from '../identity.ts';
import type { Sealer } from '../sealer.ts';
import type { Services } from '../services.ts';

/** What a link is sealed for: nothing else of this installation opens it. */
const PLACE = 'a link to rate a conversation';
const MS_PER_DAY = 86_400_000;
const UUID_LENGTH = 36;

interface Parts extends Pick<Services, 'db'> {
  sealer: Sealer;
  publicUrl: string;
  now?: () => number;
}

/** [RT5] Where the visitor of one conversation rates it. Nothing is stored: the link holds what it opens, sealed. */
export async function makeRatingLink(
  { db, sealer, publicUrl, now = Date.now }: Parts,
  actor: AgentActor,
  conversationId: string,
): Promise<RatingLink> {
  const { id, status } = await findConversation({ db }, actor, conversationId);
  if (status !== 'ended')
    throw new BellhopError('conflict', 'A conversation can be rated once it has ended.');
  const expiresAt = now() + RATE_DAYS * MS_PER_DAY;
  const token = sealer.seal(`${actor.workspaceId}${id}${expiresAt}`, PLACE);
  return { url: `${publicUrl}/rate/${token}`, expires_at: new Date(expiresAt).toISOString() };
}

export interface OpenedLink {
  actor: VisitorActor;
  conversationId: string;
  /** Who asks. */
  settings: unknown;
}

/** [RT5] Whom a link lets rate what; null alike for one that is over, was changed, or leads to nothing any more. */
export async function openRatingLink(
  db: Database,
  sealer: Sealer,
  token: string,
  now = Date.now(),
): Promise<OpenedLink | null> {
  const opened = sealer.open(token, PLACE);
  if (opened === null || Number(opened.slice(2 * UUID_LENGTH)) < now) return null;
  const workspaceId = opened.slice(0, UUID_LENGTH);
  const conversationId = opened.slice(UUID_LENGTH, 2 * UUID_LENGTH);
  const [row] = await db.orm.execute<{ visitor_id: string; site_id: string; settings: unknown }>(sql`
    select c.visitor_id, c.site_id, s.settings
    from conversations c
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    join sites s on s.workspace_id = c.workspace_id and s.id = c.site_id
    where c.workspace_id = ${workspaceId} and c.id = ${conversationId} and s.archived_at is null
      and v.erased_at is null and v.blocked_at is null`);
  if (!row) return null;
  const actor = { kind: 'visitor', workspaceId, siteId: row.site_id, visitorId: row.visitor_id } as const;
  return { actor: { ...actor, name: null, tokenId: '' }, conversationId, settings: row.settings };
}
