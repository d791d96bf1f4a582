import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { t } from '../../i18n/translate.ts';
import { request } from '../../store/api.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/late.tsx';
import { Link } from '../../ui/link.tsx';
import { FormNote } from '../account/account-page.tsx';
import { useDesk, visitorName } from '../inbox/desk-context.ts';
import { DryRunLine } from '../inbox/dry-run.tsx';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { ReplyBox } from '../inbox/reply-box.tsx';
import { ThreadLog } from '../inbox/thread-log.tsx';
import { AnswerFailed } from '../settings/answer-failed.tsx';
import { useAct } from '../settings/use-act.ts';
import { useOpenThread } from '../inbox/use-open-thread.ts';
import { WhisperForm } from './whisper-form.tsx';

interface Props {
  id: string;
  here: SupervisionRoute;
}

/** A chat as its agent sees it: read without a receipt, until the supervisor joins it or takes it over. */
export function WatchPane({ id, here }: Props) {
  const desk = useDesk();
  const pane = useRef<HTMLElement>(null);
  const { error, again } = useOpenThread(id);
  const conversation = desk.conversations.value.get(id);
  const thread = desk.threads.value.get(id);
  const joined = thread ? hasJoined(thread.timeline.entries, desk.me.id) : false;
  const takesPart = joined || conversation?.assignee_id === desk.me.id;
  useEffect(() => {
    // On a phone it replaces the board, so the focus comes along.
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.getClientRects().length === 0)
      pane.current?.focus();
  }, []);
  return (
    <section class="watch" ref={pane} tabIndex={-1} aria-label={t('supervision.watch')}>
      <WatchHead conversation={conversation} here={here} />
      {conversation && <WatchLine conversation={conversation} joined={joined} />}
      {conversation?.status === 'waiting' && <DryRunLine conversation={conversation} />}
      {conversation && thread?.loaded ? (
        <ThreadLog conversation={conversation} thread={thread} isWatching={!takesPart} />
      ) : error === undefined ? (
        <div class="log">
          <Skeleton rows={5} kind="bubbles" />
        </div>
      ) : (
        <AnswerFailed error={error} again={again} />
      )}
      {conversation &&
        (takesPart && conversation.status !== 'ended' ? (
          <ReplyBox conversation={conversation} />
        ) : (
          <WhisperForm conversation={conversation} />
        ))}
    </section>
  );
}

/** Since the chat was last given to somebody. */
function hasJoined(entries: readonly Entry[], me: string): boolean {
  const since = entries.findLastIndex(({ type }) => type === 'assigned' || type === 'reopened');
  return entries.slice(since + 1).some(({ type, sender }) => type === 'joined' && sender.id === me);
}

function WatchHead({
  conversation,
  here,
}: {
  conversation: Conversation | undefined;
  here: SupervisionRoute;
}) {
  const { conversation: _, ...team } = here;
  return (
    <header class="thread-head">
      <Link to={team} class="icon-button watch-close" label={t('supervision.close')}>
        <Icon name="close" />
      </Link>
      {conversation && (
        <div class="who">
          <Avatar name={conversation.visitor.name} id={conversation.visitor.id} />
          <div>
            <h2>
              <bdi>{visitorName(conversation)}</bdi>
            </h2>
            <small>
              <span class={`status ${conversation.status}`}>{t(`status.${conversation.status}`)}</span>
            </small>
          </div>
        </div>
      )}
    </header>
  );
}

/** Who has the chat, and what the supervisor can do about it. */
function WatchLine({ conversation, joined }: { conversation: Conversation; joined: boolean }) {
  const desk = useDesk();
  const act = useAct();
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const { id, assignee_id: agent, assignee_name: name, status } = conversation;
  const isMine = agent === desk.me.id;
  const send = (verb: 'join' | 'take-over') =>
    void act
      .run(() =>
        request('POST', `/workspaces/${desk.workspace}/conversations/${id}/${verb}`, { client_id: clientId }),
      )
      .then(() => setClientId(crypto.randomUUID()));
  const canAct = status !== 'ended' && !isMine;
  return (
    <div class="watch-line">
      <p role="status">
        {isMine ? t('supervision.yours') : lineOf(agent === null ? null : (name ?? ''), joined)}
      </p>
      {canAct && (
        <div class="offer-actions">
          {agent !== null && !joined && (
            <Button busy={act.busy} onClick={() => send('join')}>
              {t('supervision.join')}
            </Button>
          )}
          <Button busy={act.busy} onClick={() => send('take-over')}>
            {t('supervision.take-over')}
          </Button>
        </div>
      )}
      <FormNote kind="bad">{act.failure?.text}</FormNote>
    </div>
  );
}

function lineOf(name: string | null, joined: boolean): string {
  if (name === null) return t('supervision.watching-nobody');
  return joined ? t('supervision.joined', { name }) : t('supervision.watching', { name });
}
