import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Addressee } from '../../shared/protocol/notes.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import type { AppendResult, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import { AUTO_ACCEPTS } from '../routing/limit-of.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';
import { actOnce, type Held, type LockedChat, type Named } from './act-once.ts';
import { noteOf } from './add-note.ts';
import { senderOf } from './sender.ts';

export interface TransferInput extends Named {
  to: Addressee;
  as: 'direct' | 'offer';
  note?: string | undefined;
}

interface Target extends Record<string, unknown> {
  id: string;
  name: string;
  /** They are at work, and what is offered to them is theirs at once. */
  accepts_at_once?: boolean;
}

/** [N4, N5] Gives a chat to a colleague or to the queue of a team, with a word about it or without. */
export function transfer(
  services: Pick<Services, 'log'>,
  actor: AgentActor,
  { to, as, note, ...named }: TransferInput,
): Promise<EntryAnswer> {
  const notes = note === undefined ? [] : [noteOf(actor, null, { text: note })];
  return actOnce(services, actor, named, async (held) => {
    requireUnfinished(held.chat);
    if (to.kind === 'team') {
      if (as === 'offer')
        throw refused('bad_request', 'A chat is offered to a person. Give it to the team directly.', 'as');
      return toTeam(held, actor, named, to.id, notes);
    }
    const target = await lockColleague(held.tx, actor, to.id);
    if (held.chat.assignee_id === target.id)
      throw refused('conflict', `${target.name} has this chat already.`);
    return as === 'offer'
      ? offerTo(held, actor, named, target, notes)
      : assign(held, actor, named, { target, by: 'transfer', notes });
  });
}

/** [N6] Takes a chat that a colleague has, or nobody. */
export const takeOver = (
  services: Pick<Services, 'log'>,
  actor: AgentActor,
  { from, ...named }: Named & { from?: string | null | undefined },
): Promise<EntryAnswer> =>
  actOnce(services, actor, named, async (held) => {
    requireUnfinished(held.chat);
    const target = await lockColleague(held.tx, actor, actor.memberId);
    if (held.chat.assignee_id === target.id) throw refused('conflict', 'You have this chat already.');
    if (from !== undefined && held.chat.assignee_id !== from)
      throw refused('conflict', `${held.chat.assignee_name ?? 'Nobody'} has this chat by now.`);
    return assign(held, actor, named, { target, by: 'takeover', notes: [] });
  });

async function assign(
  { tx, chat, write }: Held,
  actor: AgentActor,
  named: Named,
  { target, by, notes }: { target: Target; by: 'transfer' | 'takeover'; notes: NewEntry[] },
): Promise<AppendResult> {
  await forgetOffers(tx, actor, named);
  const from = holderOf(chat);
  const assigned: NewEntry<'assigned'> = {
    type: 'assigned',
    sender: senderOf(actor),
    client_id: named.client_id,
    body: { member_id: target.id, name: target.name, by, ...(from && { from }) },
  };
  return write({
    entries: [...notes, assigned],
    patch: { status: 'open', assignee_id: target.id, assignee_name: target.name },
  });
}

/** Whoever had it is not given it again by that queue. */
async function toTeam(
  { tx, chat, write }: Held,
  actor: AgentActor,
  named: Named,
  id: string,
  notes: NewEntry[],
): Promise<AppendResult> {
  const { workspaceId } = actor;
  const [team] = await tx.execute<Target>(sql`
    select id, name from teams where workspace_id = ${workspaceId} and id = ${id} for key share`);
  if (!team) throw refused('not_found', 'There is no such team.', 'to');
  const from = holderOf(chat);
  if (!from && chat.team_id === id) throw refused('conflict', `It waits for ${team.name} already.`);
  await forgetOffers(tx, actor, named);
  const sender = senderOf(actor);
  const unassigned: NewEntry[] = from ? [{ type: 'unassigned', sender, client_id: null, body: from }] : [];
  if (from)
    await tx.execute(sql`
      insert into offer_passes (workspace_id, conversation_id, member_id, how)
      values (${workspaceId}, ${named.conversation_id}, ${from.member_id}, 'declined')`);
  const queued: NewEntry<'queued'> = {
    type: 'queued',
    sender,
    client_id: named.client_id,
    body: { team_id: id, team_name: team.name, why: 'transfer' },
  };
  return write({
    entries: [...notes, ...unassigned, queued],
    patch: { status: 'waiting', team_id: id, ...(from && { unassign: true as const }) },
  });
}

/** It stays with who offers it; answer-offer.ts and pass-offer.ts say how it ends. */
async function offerTo(
  { tx, chat, write }: Held,
  actor: AgentActor,
  named: Named,
  target: Target,
  notes: NewEntry[],
): Promise<AppendResult> {
  const { workspaceId, memberId, name } = actor;
  if (chat.assignee_id !== memberId)
    throw refused('conflict', 'Only who has a chat can offer it. Take it over first, or give it directly.');
  if (target.accepts_at_once)
    return assign({ tx, chat, write }, actor, named, { target, by: 'transfer', notes });
  const { values } = await readSettings({ orm: tx }, workspaceId);
  const [offer] = await tx.execute<{ until: string }>(sql`
    with asked as (
      select date_trunc('milliseconds', clock_timestamp()) as at, coalesce((select offer_seconds from teams
        where workspace_id = ${workspaceId} and id = ${chat.team_id}), ${values['routing.offer_timeout_seconds']}::int) as seconds
    )
    insert into offers as o (workspace_id, conversation_id, team_id, member_id, from_member_id, offered_at, until)
    select ${workspaceId}, ${named.conversation_id}, ${chat.team_id}, ${target.id}, ${memberId},
      at, at + make_interval(secs => seconds) from asked
    on conflict (workspace_id, conversation_id) do update set team_id = excluded.team_id, member_id = excluded.member_id,
      from_member_id = excluded.from_member_id, offered_at = excluded.offered_at, until = excluded.until
      where o.until <= now() or o.from_member_id is distinct from excluded.from_member_id
    returning to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until`);
  if (!offer) throw refused('conflict', 'It is offered to somebody already. Wait for their answer.');
  const offered: NewEntry<'offered'> = {
    type: 'offered',
    sender: senderOf(actor),
    client_id: named.client_id,
    body: {
      member_id: target.id,
      name: target.name,
      until: offer.until,
      from: { member_id: memberId, name },
    },
  };
  return write({ entries: [...notes, offered] });
}

/** Shared, so that a deactivation waits and then finds the chat among theirs (M11). */
async function lockColleague(tx: Transaction, { workspaceId }: AgentActor, id: string): Promise<Target> {
  const [target] = await tx.execute<Target>(sql`
    select m.id, m.name, ${AUTO_ACCEPTS} and m.availability = 'online' and exists (select 1 from agent_leases l
      where l.workspace_id = m.workspace_id and l.member_id = m.id and l.until > now()) as accepts_at_once
    from members m
    where m.workspace_id = ${workspaceId} and m.id = ${id} and m.deactivated_at is null
    for share of m`);
  if (!target) throw refused('not_found', 'There is no such colleague.', 'to');
  return target;
}

async function forgetOffers(
  tx: Transaction,
  { workspaceId }: AgentActor,
  { conversation_id }: Named,
): Promise<void> {
  const where = sql`workspace_id = ${workspaceId} and conversation_id = ${conversation_id}`;
  await tx.execute(sql`delete from offers where ${where}`);
  await tx.execute(sql`delete from offer_passes where ${where}`);
}

const holderOf = ({ assignee_id, assignee_name }: LockedChat) =>
  assignee_id === null ? undefined : { member_id: assignee_id, name: assignee_name! };

function requireUnfinished({ status }: LockedChat): void {
  if (status === 'ended') throw refused('conflict', 'This conversation has ended.');
}

const refused = (code: 'bad_request' | 'conflict' | 'not_found', message: string, field?: string) =>
  new BellhopError(code, message, field === undefined ? {} : { field });
