import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { waitsSince } from '../../store/team-boards.ts';
import { Link } from '../../ui/link.tsx';
import { visitorName } from '../inbox/desk-context.ts';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { Wait } from './wait.tsx';

interface Props {
  chat: Conversation;
  place: number;
  here: SupervisionRoute;
  offeredTo: string | undefined;
}

/** Somebody who waits; the row opens what they said, and takes nothing. */
export function QueueRow({ chat, place, here, offeredTo }: Props) {
  return (
    <li>
      <Link to={{ ...here, conversation: chat.id }} class="queue-row" current={here.conversation === chat.id}>
        <span class="place">{place}</span>
        <span class="queue-who">
          <b>
            <bdi>{visitorName(chat)}</bdi>
          </b>
          <small>
            <bdi>{chat.last_message?.text ?? t('list.no-text')}</bdi>
          </small>
        </span>
        {offeredTo !== undefined && (
          <small class="offered">{t('supervision.offered-to', { name: offeredTo })}</small>
        )}
        <Wait since={waitsSince(chat)} />
      </Link>
    </li>
  );
}
