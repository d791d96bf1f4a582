import { sql } from 'drizzle-orm';
import { mayRole } from '../../shared/authority/permissions.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { EntryBody } from '../../shared/protocol/entries.ts';
import { PREVIEW_LENGTH } from '../../shared/protocol/limits.ts';
import { EDIT_MINUTES, MAX_EDITS } from '../../shared/protocol/notes.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { actOnce, type Named } from './act-once.ts';
import { senderOf } from './sender.ts';

export type Change = { how: 'edited'; text: string } | { how: 'deleted' } | { how: 'redacted' };

export type ReviseInput = Named & { seq: number } & Change;

interface Said extends Record<string, unknown> {
  seq: number;
  public_seq: number | null;
  type: 'message' | 'note';
  mine: boolean;
  recent: boolean;
  body: EntryBody<'message'> & EntryBody<'note'>;
}

/**
 * [N7, N8] Edits, deletes or redacts what was said. The entry says it; and what it points at, and every earlier change of
 * it, reads at once as it stands now, so that no page, resume or export of later gives away what was before.
 */
export function reviseEntry(
  services: Pick<Services, 'log'>,
  actor: AgentActor,
  { conversation_id, client_id, seq, ...change }: ReviseInput,
): Promise<EntryAnswer> {
  const named = { conversation_id, client_id };
  return actOnce(services, actor, named, async ({ tx, write }) => {
    const said = await readSaid(tx, actor, named, seq);
    requireMay(actor, said, change.how);
    const now = revised(said.body, change);
    await rewrite(tx, actor, named, said, now);
    return write({ entries: [entryOf(actor, client_id, said, change.how, now)] });
  });
}

async function readSaid(
  tx: Transaction,
  { workspaceId, memberId }: AgentActor,
  { conversation_id }: Named,
  seq: number,
): Promise<Said> {
  const [said] = await tx.execute<Said>(sql`
    select seq, public_seq, type, body, sender_kind = 'agent' and sender_id = ${memberId} as mine,
      created_at > now() - make_interval(mins => ${EDIT_MINUTES}) as recent
    from entries
    where workspace_id = ${workspaceId} and conversation_id = ${conversation_id} and seq = ${seq}
      and type in ('message', 'note')`);
  if (!said) throw new BellhopError('not_found', 'There is no such message.', { field: 'seq' });
  return said;
}

function requireMay(actor: AgentActor, { mine, recent, body }: Said, how: Change['how']): void {
  if (how === 'redacted' && !mine && !mayRole(actor.role, 'visitors.manage'))
    throw new BellhopError('forbidden', 'Only admins can redact what others said.');
  if (how !== 'redacted' && !mine) throw new BellhopError('forbidden', 'Only who said it can change it.');
  if (body.redacted || (body.deleted && how !== 'redacted'))
    throw new BellhopError('conflict', 'It was taken back already.');
  if (how !== 'redacted' && !recent)
    throw new BellhopError(
      'conflict',
      `Words can be changed for ${EDIT_MINUTES} minutes. They can still be redacted.`,
    );
  if (how === 'edited' && (body.before?.length ?? 0) >= MAX_EDITS)
    throw new BellhopError('conflict', `A message can be edited ${MAX_EDITS} times. Send another.`);
}

/** A deleted one keeps its words, for colleagues; a redacted one nothing at all. */
function revised(body: Said['body'], change: Change): Said['body'] {
  if (change.how === 'redacted') return { text: '', redacted: true };
  if (change.how === 'deleted') return { ...body, deleted: true };
  return { ...body, text: change.text, edited: true, before: [...(body.before ?? []), body.text] };
}

async function rewrite(
  tx: Transaction,
  { workspaceId }: AgentActor,
  { conversation_id }: Named,
  { seq, public_seq, type }: Said,
  now: Said['body'],
): Promise<void> {
  const where = sql`workspace_id = ${workspaceId} and conversation_id = ${conversation_id}`;
  const body = JSON.stringify(now);
  await tx.execute(sql`update entries set body = ${body}::jsonb where ${where} and seq = ${seq}`);
  await tx.execute(sql`
    update entries set body = body || jsonb_build_object('now', ${body}::jsonb)
    where ${where} and seq > ${seq} and type in (${`${type}_edited`}, ${`${type}_deleted`}) and body ->> 'seq' = ${String(seq)}`);
  if (public_seq === null) return;
  const preview = now.deleted ? '' : now.text.slice(0, PREVIEW_LENGTH).toWellFormed();
  await tx.execute(sql`
    update conversations c set last_message = c.last_message || jsonb_build_object('text', ${preview}::text)
    where c.workspace_id = ${workspaceId} and c.id = ${conversation_id} and c.last_message is not null and not exists (
      select 1 from entries e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
        and e.type = 'message' and e.seq > ${seq})`);
}

function entryOf(
  actor: AgentActor,
  client_id: string,
  { type, seq, public_seq }: Said,
  how: Change['how'],
  now: Said['body'],
): NewEntry {
  const by = { sender: senderOf(actor), client_id };
  return type === 'message'
    ? { ...by, type: `message_${how}`, body: { seq, public_seq: public_seq!, now } }
    : { ...by, type: `note_${how}`, body: { seq, now } };
}
