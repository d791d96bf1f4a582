import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { EntryBody } from '../../shared/protocol/entries.ts';
import {
  CHANGE_RATING_HOURS,
  MAX_RATINGS,
  RATE_DAYS,
  type RatingRequest,
} from '../../shared/protocol/ratings.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import { conversationNotFound } from '../conversations/access.ts';
import { entryAnswer } from '../conversations/entry-answer.ts';
import { senderOf } from '../conversations/sender.ts';
import type { VisitorActor } from '../identity.ts';
import { findKnown } from '../log/append-again.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { goneVisitor, holdVisitor } from '../visitors/hold-visitor.ts';

export type RateInput = RatingRequest & { conversation_id: string };

/** [RT1–RT4] Keeps how the visitor found a conversation. A resend gets the first answer. */
export async function rateConversation(
  { log }: Pick<Services, 'log'>,
  actor: VisitorActor,
  { conversation_id, client_id, ...given }: RateInput,
): Promise<EntryAnswer> {
  const job = { workspace_id: actor.workspaceId, conversation_id };
  const entryOf = (body: EntryBody<'rated'>): NewEntry<'rated'> => ({
    ...{ type: 'rated', sender: senderOf(actor), client_id },
    body,
  });
  const result = await log.transact(async (tx, append) => {
    if (!(await holdVisitor(tx, actor.workspaceId, actor.visitorId))) throw goneVisitor();
    await lockOwn(tx, actor, conversation_id);
    const known = await findKnown(tx, [{ ...job, entries: [entryOf({ score: given.score })] }]);
    for (const earlier of known.values()) return earlier;
    const standing = await readStanding(tx, actor, conversation_id);
    requireMay(standing);
    return append({ ...job, entries: [entryOf(bodyOf(given, standing))] });
  });
  // Nothing was expected of the row, which is locked: there is nothing to refuse.
  if (result.kind !== 'appended') throw new Error(`A rating was ${result.kind}`);
  return entryAnswer(actor, conversation_id, client_id, result);
}

async function lockOwn(tx: Transaction, { workspaceId, visitorId }: VisitorActor, id: string): Promise<void> {
  const rows = await tx.execute(sql`
    select 1 from conversations
    where workspace_id = ${workspaceId} and id = ${id} and visitor_id = ${visitorId} and number is not null
    for no key update`);
  if (rows.length === 0) throw conversationNotFound();
}

export interface Standing extends Record<string, unknown> {
  ended: boolean;
  /** It ended not long ago. */
  recent: boolean;
  /** An agent said something in it. */
  answered: boolean;
  ratings: number;
  /** The first rating can still be changed; null where there is none. */
  changeable: boolean | null;
  settings: unknown;
}

/** What decides whether a conversation can be rated now. */
export async function readStanding(
  tx: Pick<Transaction, 'execute'>,
  { workspaceId }: Pick<VisitorActor, 'workspaceId'>,
  id: string,
): Promise<Standing> {
  const ofIt = sql`e.workspace_id = c.workspace_id and e.conversation_id = c.id`;
  const [row] = await tx.execute<Standing>(sql`
    select c.status = 'ended' as ended,
      coalesce(c.ended_at > now() - make_interval(days => ${RATE_DAYS}), false) as recent,
      exists (select 1 from entries e where ${ofIt} and e.type = 'message' and e.sender_kind = 'agent') as answered,
      r.n as ratings, r.first > now() - make_interval(hours => ${CHANGE_RATING_HOURS}) as changeable, s.settings
    from conversations c
    join sites s on s.workspace_id = c.workspace_id and s.id = c.site_id
    cross join lateral (
      select count(*)::int as n, min(e.created_at) as first from entries e where ${ofIt} and e.type = 'rated') r
    where c.workspace_id = ${workspaceId} and c.id = ${id}`);
  return row!;
}

const conflict = (message: string) => new BellhopError('conflict', message);

/** [RT2] */
export function requireMay({ ended, recent, answered, ratings, changeable }: Standing): void {
  if (!ended) throw conflict('A conversation can be rated once it has ended.');
  if (!answered) throw conflict('Nobody has answered in this conversation: there is nothing to rate.');
  if (changeable === null && !recent)
    throw conflict(`A conversation can be rated for ${RATE_DAYS} days after its end.`);
  if (changeable === false || ratings >= MAX_RATINGS)
    throw conflict(`A rating can be changed for ${CHANGE_RATING_HOURS} hours. Yours is kept as it is.`);
}

/** [RT1] The answer beside the question as the site asks it now. */
function bodyOf(
  { score, comment, answer }: Omit<RatingRequest, 'client_id'>,
  { ratings, settings }: Standing,
): EntryBody<'rated'> {
  const { question } = liftSettings(settings).rating;
  return {
    score,
    ...(comment && { comment }),
    ...(answer && { ...(question !== '' && { question }), answer }),
    ...(ratings > 0 && { changed: true as const }),
  };
}
