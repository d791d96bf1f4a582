import type { Mention } from '../../../shared/protocol/notes.ts';
import { listTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import { explainError } from '../../store/explain-error.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/late.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AvailabilityMenu } from './availability-menu.tsx';
import { useDesk } from './desk-context.ts';
import type { InboxRoute } from './inbox.tsx';

interface Props {
  here: InboxRoute;
  onViews: (() => void) | undefined;
}

/** In place of the conversations: the notes in which colleagues spoke to this agent. */
export function MentionsList({ here, onViews }: Props) {
  return (
    <section class="list-pane" aria-labelledby="list-title">
      <header class="list-head">
        {onViews && <IconButton icon="menu" label={t('views.open-menu')} onClick={onViews} />}
        <h1 id="list-title">{t('views.mentions')}</h1>
        <span>{t('mentions.order')}</span>
        {onViews && <AvailabilityMenu />}
      </header>
      <Body here={here} />
    </section>
  );
}

function Body({ here }: { here: InboxRoute }) {
  const { mentions } = useDesk();
  const { value: list } = mentions.list;
  if (list === undefined) return mentions.error.value === undefined ? <Reading /> : <Failed />;
  if (list.length === 0) {
    return (
      <div class="list-scroll">
        <Notice icon="people" title={t('mentions.none')}>
          {t('mentions.none-lead')}
        </Notice>
      </div>
    );
  }
  return (
    <div class="list-scroll">
      <ul class="mentions" aria-label={t('views.mentions')}>
        {list.map((one) => (
          <MentionRow key={`${one.conversation_id} ${one.seq}`} mention={one} here={here} />
        ))}
      </ul>
      {mentions.hasMore.value && (
        <div class="list-more">
          <Button kind="quiet" onClick={() => void mentions.more()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

const Reading = () => <Skeleton rows={6} kind="conversations" />;

function Failed() {
  const { mentions } = useDesk();
  return (
    <Notice
      icon="cloud"
      alert
      title={t('mentions.failed')}
      action={<Button onClick={() => void mentions.refresh()}>{t('error.try-again')}</Button>}
    >
      {explainError(mentions.error.value)}
    </Notice>
  );
}

function MentionRow({ mention, here }: { mention: Mention; here: InboxRoute }) {
  const { mentions } = useDesk();
  const { conversation_id: conversation, seq, author, number, text, created_at: at } = mention;
  const { workspace, view } = here;
  const isNew = mention.read_at === null;
  const name = author.name ?? t('visitor.colleague');
  const isHere = here.name === 'conversation' && here.conversation === conversation && here.entry === seq;
  return (
    <li class={isNew ? 'mention-row unread' : 'mention-row'}>
      <Link to={{ name: 'conversation', workspace, view, conversation, entry: seq }} current={isHere}>
        <Avatar name={author.name} id={author.id ?? conversation} />
        <span class="row-name">
          <bdi>{t('mentions.by', { name, number: String(number) })}</bdi>
          {isNew && <span class="unread-dot" role="img" aria-label={t('mentions.new')} />}
        </span>
        <time class="row-time" dateTime={at}>
          {listTime(at, now.value)}
        </time>
        <span class={text === '' ? 'mention-text gone' : 'mention-text'} dir="auto">
          {text || t('mentions.gone')}
        </span>
      </Link>
      {isNew && (
        <IconButton
          icon="check"
          label={t('mentions.see')}
          onClick={() => void mentions.see(conversation, seq)}
        />
      )}
    </li>
  );
}
