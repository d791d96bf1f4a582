import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import type { AgentBoard } from '../../store/team-boards.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { lookOf, stateWords } from '../inbox/availability-words.ts';
import { visitorName } from '../inbox/desk-context.ts';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { SetAvailability } from './set-availability.tsx';
import { Wait } from './wait.tsx';

interface Props {
  agent: AgentBoard;
  here: SupervisionRoute;
  onSet: () => void;
}

/** How one agent stands, what they have, and the way to set it for them. */
export function AgentRow({ agent, here, onSet }: Props) {
  const [isSetting, setSetting] = useState(false);
  const { member_id, name, load, limit } = agent;
  const done = () => {
    setSetting(false);
    onSet();
  };
  return (
    <li class="agent">
      <div class="agent-head">
        <Avatar name={name} id={member_id} />
        <span class="agent-who">
          <b>
            <bdi>{name}</bdi>
          </b>
          <button
            type="button"
            class="agent-standing"
            aria-expanded={isSetting}
            onClick={() => setSetting(!isSetting)}
          >
            <span class="hidden">{t('supervision.set-of', { name })}: </span>
            <Standing agent={agent} />
          </button>
        </span>
        <span class={`load${load >= limit ? ' full' : ''}`}>
          {t('availability.load', { load, count: limit })}
          <span class="load-bar" aria-hidden="true">
            <i style={{ inlineSize: `${Math.min(100, Math.round((100 * load) / Math.max(1, limit)))}%` }} />
          </span>
        </span>
      </div>
      {isSetting && (
        <SetAvailability
          path={`/workspaces/${here.workspace}/members/${member_id}/availability`}
          name={name}
          state={agent}
          onDone={done}
        />
      )}
      <Chats agent={agent} here={here} />
    </li>
  );
}

function Standing({ agent }: { agent: AgentBoard }) {
  const { availability, connected, by_itself, reason } = agent;
  const words = by_itself ? t('availability.by-itself') : stateWords(agent);
  const parts = [
    words,
    availability === 'online' && !connected && t('supervision.not-connected'),
    reason,
  ].filter(Boolean);
  const look = availability === 'online' && !connected ? 'offline' : lookOf(agent);
  return (
    <small>
      <i class={`availability-dot ${look}`} aria-hidden="true" />
      <bdi>{parts.join(' · ')}</bdi>
      <Icon name="down" size={14} />
    </small>
  );
}

function Chats({ agent: { chats, name }, here }: { agent: AgentBoard; here: SupervisionRoute }) {
  if (chats.length === 0) return null;
  return (
    <ul class="agent-chats" aria-label={t('supervision.chats-of', { name })}>
      {chats.map((chat) => (
        <li key={chat.id}>
          <Link
            to={{ ...here, conversation: chat.id }}
            class="chat-chip"
            current={here.conversation === chat.id}
          >
            <bdi>{visitorName(chat)}</bdi>
            {chat.waiting_since !== null && <Wait since={Date.parse(chat.waiting_since)} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
