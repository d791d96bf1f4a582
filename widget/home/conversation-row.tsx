import type { FoundConversation } from '../../shared/protocol/conversations.ts';
import { fill } from '../i18n/fill.ts';
import { Avatar } from '../ui/avatar.tsx';
import { usePanel } from '../ui/panel-context.ts';
import { useHomeWords } from './home-words.ts';

/** The words that were looked for, in what was said. */
const Marked = ({ text, words }: { text: string; words: string }) => {
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + words.length)}</mark>
      {text.slice(at + words.length)}
    </>
  );
};

const useWhen = () => {
  const { locale, time } = usePanel();
  return (at: string): string => {
    const date = new Date(at);
    const now = new Date();
    if (Number.isNaN(date.getTime())) return '';
    if (date.toDateString() === now.toDateString()) return time(at);
    const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(date);
  };
};

interface RowProps {
  conversation: FoundConversation;
  words: string;
  /** With the place of what was found in it. */
  onOpen(id: string, found?: number): void;
}

/** One conversation: with whom, its last words or those that were found, when, and how it stands. */
export const ConversationRow = ({ conversation, words, onOpen }: RowProps) => {
  const { siteName } = usePanel();
  const say = useHomeWords();
  const when = useWhen();
  const { id, status, agent, found, last_message, created_at, seq, visitor_read } = conversation;
  const said = found ?? last_message;
  const name = agent?.name ?? siteName;
  const unread = visitor_read < seq && last_message?.sender === 'agent';
  const state = status === 'ended' ? say.ended : status === 'waiting' ? say.waiting : say.open;
  const how = unread ? 'how new' : status === 'ended' ? 'how' : 'how now';
  const at = said?.at ?? created_at;
  return (
    <li>
      <button type="button" class="chat" onClick={() => onOpen(id, found?.seq)}>
        <Avatar name={name} />
        <span class="with">
          <b>{name}</b> <time dateTime={at}>{when(at)}</time>
        </span>
        <span class="words" dir="auto">
          {said?.text && said.sender === 'visitor' ? (
            <Marked text={fill(say.own, { text: said.text })} words={words} />
          ) : (
            <Marked text={said?.text ?? ''} words={words} />
          )}
        </span>{' '}
        <span class={how}>{unread ? say.unread : state}</span>
      </button>
    </li>
  );
};
