import { useEffect, useState } from 'preact/hooks';
import type { AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { navigate } from '../../store/route.ts';
import { stored } from '../../store/stored.ts';
import type { Told } from '../../store/told.ts';
import { Button } from '../../ui/button.tsx';
import { stateWords } from './availability-words.ts';
import { useDesk, visitorName } from './desk-context.ts';

/** What colleagues did to this agent's chats and availability, until it was seen. */
export function ToldCards() {
  const desk = useDesk();
  const { value: state } = desk.standing.state;
  return (
    <div class="told" role="status">
      {state && <AvailabilitySet state={state} member={desk.me.id} />}
      {desk.told.told.value.map((one) => (
        <Card key={one.key} one={one} />
      ))}
    </div>
  );
}

const SHOWN_FOR_MS = 12_000;
/** What is kept elsewhere as well: among the mentions, in the thread. */
const PASSING: ReadonlySet<Told['what']> = new Set(['mentioned', 'accepted']);

const WORDS = {
  takeover: 'told.takeover',
  joined: 'told.joined',
  woken: 'told.woken',
  given: 'transfer.given',
  accepted: 'transfer.accepted',
  declined: 'transfer.declined',
  timed_out: 'transfer.timed-out',
} as const;

function wordsOf({ what, name, conversation, note }: Told): string {
  if (what === 'mentioned')
    return t('mentions.told', { name, number: String(conversation.number), text: note?.text ?? '' });
  const values = { name, visitor: visitorName(conversation) };
  return t(WORDS[what], values);
}

function AvailabilitySet({ state, member }: { state: AvailabilityState; member: string }) {
  const key = `availability-seen.${member}`;
  const [seen, setSeen] = useState(() => stored.read(key));
  const { set_by: by, since, reason } = state;
  if (by === null || by.id === member || seen === since) return null;
  const dismiss = () => {
    stored.write(key, since);
    setSeen(since);
  };
  return (
    <article class="told-card">
      <p>
        {t('availability.told', { name: by.name, state: stateWords(state) })}
        {reason !== null && <small>{t('told.reason', { reason })}</small>}
      </p>
      <div class="offer-actions">
        <Button onClick={dismiss}>{t('told.dismiss')}</Button>
      </div>
    </article>
  );
}

function Card({ one }: { one: Told }) {
  const { workspace, told } = useDesk();
  const { key, what, conversation, note } = one;
  useEffect(() => {
    if (!PASSING.has(what)) return undefined;
    const timer = setTimeout(() => told.dismiss(key), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [told, key, what]);
  const open = () => {
    told.dismiss(key);
    const to = { name: 'conversation', workspace, conversation: conversation.id } as const;
    navigate(note ? { ...to, view: 'mentions', entry: note.seq } : { ...to, view: 'all' });
  };
  return (
    <article class="told-card">
      <p>{wordsOf(one)}</p>
      <div class="offer-actions">
        <Button onClick={open}>{t('told.open')}</Button>
        <Button kind="quiet" onClick={() => told.dismiss(key)}>
          {t('told.dismiss')}
        </Button>
      </div>
    </article>
  );
}
