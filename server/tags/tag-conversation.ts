import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import { MAX_TAGS_OF_ONE } from '../../shared/protocol/inbox.ts';
import { changeChat } from '../conversations/hold-chat.ts';
import { senderOf } from '../conversations/sender.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { tagNotFound } from './save-tag.ts';

type Given = Pick<Services, 'db' | 'log'>;

interface Named {
  conversation_id: string;
  tag_id: string;
}

/** [I5] Also after the end: tags are for finding it again. */
export const tagConversation = (
  services: Given,
  actor: AgentActor,
  { conversation_id, tag_id }: Named,
): Promise<Conversation> =>
  changeChat(services, actor, conversation_id, async (tx, { tag_ids }) => {
    const name = await holdTag(tx, actor, tag_id);
    if (tag_ids.includes(tag_id)) return null;
    if (tag_ids.length >= MAX_TAGS_OF_ONE)
      throw new BellhopError('conflict', `A conversation has at most ${MAX_TAGS_OF_ONE} tags.`, {
        field: 'tag_id',
      });
    return { entries: [entryOf('tagged', actor, tag_id, name)], patch: { tag_ids: [...tag_ids, tag_id] } };
  });

export const untagConversation = (
  services: Given,
  actor: AgentActor,
  { conversation_id, tag_id }: Named,
): Promise<Conversation> =>
  changeChat(services, actor, conversation_id, async (tx, { tag_ids }) => {
    const name = await holdTag(tx, actor, tag_id);
    if (!tag_ids.includes(tag_id)) return null;
    return {
      entries: [entryOf('untagged', actor, tag_id, name)],
      patch: { tag_ids: tag_ids.filter((id) => id !== tag_id) },
    };
  });

/** Shared: a deletion waits, and the job that follows it finds what is put on now. */
async function holdTag(tx: Transaction, { workspaceId }: AgentActor, id: string): Promise<string> {
  const [tag] = await tx.execute<{ name: string }>(sql`
    select name from tags
    where workspace_id = ${workspaceId} and id = ${id} and deleted_at is null
    for share`);
  if (!tag) throw tagNotFound();
  return tag.name;
}

const entryOf = (
  type: 'tagged' | 'untagged',
  actor: AgentActor,
  tag_id: string,
  name: string,
): NewEntry<'tagged' | 'untagged'> => ({
  type,
  sender: senderOf(actor),
  client_id: null,
  body: { tag_id, name },
});
