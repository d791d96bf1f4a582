import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { VisitorConversationPage } from '../../../shared/protocol/visitors.ts';
import { listTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import type { View } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { Answered } from '../settings/use-answer.tsx';
import { usePages } from './use-pages.ts';

interface Props {
  /** The visitor's address in the API. */
  path: string;
  workspace: string;
  view: View;
  /** The conversation that is on the screen already. */
  except?: string;
}

const rowsOf = (page: VisitorConversationPage): Conversation[] => page.conversations;

/** All conversations of a visitor, the latest first. */
export function ConversationsOf({ path, workspace, view, except }: Props) {
  const pages = usePages<Conversation, VisitorConversationPage>(`${path}/conversations`, rowsOf);
  return (
    <Answered answer={pages}>
      {(all) => {
        const others = all.filter(({ id }) => id !== except);
        return (
          <>
            {others.length === 0 && <p class="quiet">{t(except ? 'visitor.no-earlier' : 'visitors.none')}</p>}
            <ul class="trail">
              {others.map((one) => (
                <li key={one.id}>
                  <Link to={{ name: 'conversation', workspace, view, conversation: one.id }}>
                    <span>#{one.number}</span> <bdi>{one.last_message?.text ?? ''}</bdi>
                  </Link>
                  <time dateTime={one.created_at}>{listTime(one.created_at, now.value)}</time>
                </li>
              ))}
            </ul>
            {pages.more && (
              <Button busy={pages.busy} onClick={pages.more}>
                {t('list.more')}
              </Button>
            )}
            {pages.failed && <p role="alert">{pages.failed}</p>}
          </>
        );
      }}
    </Answered>
  );
}
