import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { changeChat, requireUnfinished } from './hold-chat.ts';
import { senderOf } from './sender.ts';

/** [I3] What goes first in the queue. Who decides for the queue next goes by it. */
export const setPriority = (
  services: Pick<Services, 'db' | 'log'>,
  actor: AgentActor,
  { conversation_id: id, priority }: { conversation_id: string; priority: number },
): Promise<Conversation> =>
  changeChat(services, actor, id, (_tx, chat) => {
    requireUnfinished(chat);
    if (chat.priority === priority) return null;
    const prioritized: NewEntry<'prioritized'> = {
      type: 'prioritized',
      sender: senderOf(actor),
      client_id: null,
      body: { priority, before: chat.priority },
    };
    return { entries: [prioritized], patch: { priority } };
  });
