import { sql } from 'drizzle-orm';
import type { EntryBody } from '../../shared/protocol/entries.ts';
import type { Addressee } from '../../shared/protocol/notes.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import type { AppendResult, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { actOnce, type Named } from './act-once.ts';
import { readAddressees } from './read-addressees.ts';
import { senderOf } from './sender.ts';

export interface AddNoteInput extends Named {
  text: string;
  mentions: readonly Addressee[];
}

/** [N1, N2] Says something to colleagues alone, also after the end. Who is spoken to finds it among their mentions. */
export function addNote(
  services: Pick<Services, 'log'>,
  actor: AgentActor,
  { text, mentions: given, ...named }: AddNoteInput,
): Promise<EntryAnswer> {
  return actOnce(services, actor, named, async ({ tx, write }) => {
    const { mentions, notified } = await readAddressees(tx, actor, given);
    const body = mentions.length > 0 ? { text, mentions, notified } : { text };
    const result = await write({ entries: [noteOf(actor, named.client_id, body)] });
    if (notified.length > 0) await keepMentions(tx, actor, named, notified, result);
    return result;
  });
}

export const noteOf = (
  actor: AgentActor,
  client_id: string | null,
  body: EntryBody<'note'>,
): NewEntry<'note'> => ({
  type: 'note',
  sender: senderOf(actor),
  client_id,
  body,
});

async function keepMentions(
  tx: Transaction,
  { workspaceId }: AgentActor,
  { conversation_id }: Named,
  notified: readonly string[],
  result: AppendResult,
): Promise<void> {
  if (result.kind !== 'appended') return;
  const { seq, created_at } = result.entries[0]!;
  await tx.execute(sql`
    insert into mentions (workspace_id, member_id, conversation_id, seq, created_at)
    select ${workspaceId}, value::uuid, ${conversation_id}, ${seq}, ${created_at}::timestamptz
    from jsonb_array_elements_text(${JSON.stringify(notified)}::jsonb)`);
}
