import { useEffect, useRef } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/late.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import { DryRunLine } from './dry-run.tsx';
import type { InboxRoute } from './inbox.tsx';
import { ChatDialogs } from './chat-dialogs.tsx';
import { Collision } from './collision.tsx';
import { ReplyBox } from './reply-box.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { ThreadMarks } from './thread-marks.tsx';
import { ThreadLog } from './thread-log.tsx';
import { useOpenThread } from './use-open-thread.ts';
import { ThreadStanding } from './thread-standing.tsx';

interface Props {
  id: string;
  here: InboxRoute;
  onVisitor: (() => void) | undefined;
}

export function Thread({ id, here, onVisitor }: Props) {
  const desk = useDesk();
  const { error, again } = useOpenThread(id);
  const pane = useRef<HTMLElement>(null);
  const conversation = desk.conversations.value.get(id);
  const thread = desk.threads.value.get(id);
  useEffect(() => {
    // On a phone the thread replaces the list, so the focus comes along.
    if (pane.current && !isShown(document.activeElement)) pane.current.focus();
  }, []);
  const isHere = conversation !== undefined && thread?.loaded;
  return (
    <section class="thread" ref={pane} tabIndex={-1}>
      <ThreadHeader conversation={conversation} here={here} onVisitor={onVisitor} />
      {conversation?.status === 'waiting' && <DryRunLine conversation={conversation} />}
      {conversation && (
        <ThreadStanding conversation={conversation} entries={thread?.timeline.entries ?? []} />
      )}
      {conversation && <ThreadMarks conversation={conversation} />}
      {isHere && <ThreadLog conversation={conversation} thread={thread} entry={entryOf(here)} />}
      {!isHere && (error === undefined ? <Loading /> : <ThreadFailed error={error} onAgain={again} />)}
      <Collision conversation={id} entries={thread?.timeline.entries ?? []} />
      {conversation && <ReplyBox conversation={conversation} />}
      {conversation && <ChatDialogs conversation={conversation} />}
    </section>
  );
}

const entryOf = (here: InboxRoute): number | undefined =>
  here.name === 'conversation' ? here.entry : undefined;

const Loading = () => (
  <div class="log">
    <Skeleton rows={5} kind="bubbles" />
  </div>
);

function isShown(element: Element | null): boolean {
  return element !== null && element !== document.body && element.getClientRects().length > 0;
}

function ThreadFailed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const isMissing =
    error instanceof BellhopError && (error.code === 'not_found' || error.code === 'bad_request');
  if (isMissing) {
    return (
      <Notice icon="flag" alert title={t('thread.not-found')}>
        {t('thread.not-found-lead')}
      </Notice>
    );
  }
  return (
    <Notice
      icon="cloud"
      alert
      title={t('thread.failed')}
      action={<Button onClick={onAgain}>{t('error.try-again')}</Button>}
    >
      {explainError(error)}
    </Notice>
  );
}
