import { BellhopError } from '../../shared/errors.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AgentActor } from '../identity.ts';
import type { NewEntry } from '../log/append-job.ts';
import type { Services } from '../services.ts';
import { actOnce, type Named } from './act-once.ts';
import { senderOf } from './sender.ts';

/** [N9] Comes in beside the colleague who has the chat, who keeps it; the visitor is told the name. */
export const joinConversation = (
  services: Pick<Services, 'log'>,
  actor: AgentActor,
  named: Named,
): Promise<EntryAnswer> =>
  actOnce(services, actor, named, ({ chat, write }) => {
    if (chat.status === 'ended') throw new BellhopError('conflict', 'This conversation has ended.');
    if (chat.assignee_id === null)
      throw new BellhopError('conflict', 'Nobody has this chat. Take it over instead.');
    if (chat.assignee_id === actor.memberId)
      throw new BellhopError('conflict', 'You have this chat already.');
    const joined: NewEntry<'joined'> = {
      type: 'joined',
      sender: senderOf(actor),
      client_id: named.client_id,
      body: { member_id: actor.memberId, name: actor.name },
    };
    return write({ entries: [joined] });
  });
