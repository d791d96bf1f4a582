import { useEffect, useRef } from 'preact/hooks';
import type { Thread } from '../../../shared/client/types.ts';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry, Sender } from '../../../shared/protocol/entries.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import { threadRows } from '../../store/thread-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Announcer } from './announcer.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import { ThreadRowView } from './thread-row.tsx';
import { TypingPreview } from './typing-preview.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { useSeeMentions } from './use-see-mentions.ts';
import { useShowEntry } from './use-show-entry.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

interface Props {
  conversation: Conversation;
  thread: Thread<Entry>;
  /** The entry that is to be shown. */
  entry?: number | undefined;
  /** Read without a receipt: the visitor is told nothing of it. */
  isWatching?: boolean;
}

export function ThreadLog({ conversation, thread, entry, isWatching = false }: Props) {
  const desk = useDesk();
  const log = useRef<HTMLDivElement>(null);
  const { timeline } = thread;
  const name = visitorName(conversation);
  const rows = threadRows(timeline, {
    me: desk.me.id,
    visitorName: name,
    visitorRead: conversation.visitor_read,
    now: now.value,
  });
  const firstSeq = timeline.entries[0]?.seq;
  const lastOwn = timeline.pending.at(-1)?.client_id;
  const end = useStickToEnd(log, { first: firstSeq, last: rows.at(-1)?.key, own: lastOwn });
  useMarkRead(conversation, end.isAtEnd && !isWatching);
  useSeeMentions(conversation.id, timeline.entries.at(-1)?.seq);
  useShowEntry(log, conversation.id, entry, timeline);
  return (
    <div class="log-frame">
      <div class="log" ref={log} tabIndex={0} role="region" aria-label={t('thread.label', { name })}>
        <div class="log-rows">
          {timeline.hasEarlier && <Earlier id={conversation.id} loading={thread.loading} />}
          {rows.map((row) => (
            <ThreadRowView
              key={row.key}
              row={row}
              conversation={conversation.id}
              mayAnswer={!isWatching && conversation.status !== 'ended'}
            />
          ))}
          <TypingPreview
            conversation={conversation.id}
            name={name}
            isTyping={thread.typing.some(({ kind }) => kind === 'visitor')}
          />
          <Typing thread={thread} name={name} />
        </div>
      </div>
      {!end.isAtEnd && (
        <button type="button" class="jump" onClick={end.jump}>
          <Icon name="down" size={16} />
          {t(end.hasNew ? 'thread.jump' : 'thread.jump-end')}
        </button>
      )}
      <Announcer entries={timeline.entries} visitorName={name} me={desk.me.id} />
    </div>
  );
}

function Earlier({ id, loading }: { id: string; loading: boolean }) {
  const desk = useDesk();
  const load = () => void desk.session.loadEarlier(id).catch(() => undefined);
  return (
    <div class="earlier">
      <Button kind="quiet" busy={loading} onClick={load}>
        {t(loading ? 'thread.earlier-loading' : 'thread.earlier')}
      </Button>
    </div>
  );
}

/** Who types; beside the last words, never instead of them. */
function Typing({ thread, name }: { thread: Thread<Entry>; name: string }) {
  const log = useRef<HTMLDivElement>(null);
  const typing = thread.typing.map((who) => ({ ...who, name: who.kind === 'visitor' ? name : who.name }));
  useEffect(() => {
    const pane = log.current?.closest('.log');
    if (pane && pane.scrollHeight - pane.scrollTop - pane.clientHeight < 120)
      pane.scrollTop = pane.scrollHeight;
  }, [typing.length]);
  if (typing.length === 0) return null;
  return (
    <div class="typing" ref={log}>
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {typing.map(typingWords).join(' · ')}
    </div>
  );
}

const typingWords = ({ kind, name }: Sender): string =>
  t(kind === 'agent' ? 'thread.typing-reply' : 'thread.typing', { name: name ?? t('visitor.colleague') });
