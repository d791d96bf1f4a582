import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import { clockTime, shortDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { singleKeys, takesText } from '../../store/keyboard.ts';
import { navigate } from '../../store/route.ts';
import type { StandingOffer } from '../../store/standing.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk, visitorName } from './desk-context.ts';
import { LateTold } from './late-told.tsx';
import { ToldCards } from './told-cards.tsx';

const SAID_FOR_MS = 8_000;

const KEYS: Readonly<Record<string, 'accept' | 'decline' | undefined>> = { a: 'accept', x: 'decline' };

type Answer = (id: string, answer: 'accept' | 'decline') => void;

/** Chats that are offered to this agent, over whatever is on the screen: `A` accepts the first, `X` declines it. */
export function OfferCards() {
  const desk = useDesk();
  const { value: offers } = desk.standing.offers;
  const [failure, setFailure] = useState<string>();
  const answer: Answer = (id, kind) => {
    setFailure(undefined);
    desk.standing.answer(id, kind).then(
      () => {
        const { workspace } = desk;
        if (kind === 'accept') navigate({ name: 'conversation', workspace, view: 'mine', conversation: id });
      },
      (error: unknown) => setFailure(reasonOf(error)),
    );
  };
  useEffect(() => {
    const timer = setTimeout(() => setFailure(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [failure]);
  useOfferKeys(offers[0]?.conversation_id, answer);
  return (
    <section class="offers" aria-label={t('offer.label')}>
      {offers.map((offer, at) => (
        <OfferCard key={offer.conversation_id} offer={offer} isFirst={at === 0} onAnswer={answer} />
      ))}
      <Told offers={offers} />
      <ToldCards />
      <LateTold />
      <p class={failure ? 'offer-failed' : 'hidden'} role="status">
        {failure}
      </p>
    </section>
  );
}

const reasonOf = (error: unknown): string =>
  error instanceof BellhopError && error.code === 'conflict' ? t('offer.over') : explainError(error);

interface CardProps {
  offer: StandingOffer;
  /** The keys answer this one, and it says all; those behind it are a line each. */
  isFirst: boolean;
  onAnswer: Answer;
}

function OfferCard({ offer, isFirst, onAnswer }: CardProps) {
  const { conversation_id: id, endsAt, from, note } = offer;
  const desk = useDesk();
  const title = useId();
  const left = useTimeLeft(endsAt);
  const whole = useRef(left).current;
  const chat = desk.conversations.value.get(id);
  const name = chat ? visitorName(chat) : t('visitor.pane');
  return (
    <article class={isFirst ? 'offer' : 'offer behind'} aria-labelledby={title}>
      <h2 id={title}>
        {from ? t('offer.from', { name: from.name, visitor: name }) : t('offer.title', { name })}
      </h2>
      {isFirst && note !== null && (
        <p class="offer-note" dir="auto">
          {note}
        </p>
      )}
      {isFirst && chat?.last_message && (
        <p class="offer-text" dir="auto">
          {chat.last_message.text}
        </p>
      )}
      <p class="offer-time">
        {isFirst && chat && <span>{t('offer.since', { time: clockTime(chat.queued_at) })}</span>}
        <span>{t('offer.left', { time: shortDuration(left) })}</span>
      </p>
      <div class="offer-left" aria-hidden="true">
        <i style={{ inlineSize: `${Math.round((100 * left) / Math.max(1, whole))}%` }} />
      </div>
      <div class="offer-actions">
        <Button
          kind={isFirst ? 'primary' : 'plain'}
          {...(isFirst && { shortcut: 'A' })}
          onClick={() => onAnswer(id, 'accept')}
        >
          {t('offer.accept')}
        </Button>
        <Button
          {...(isFirst ? { shortcut: 'X' } : { kind: 'quiet' })}
          onClick={() => onAnswer(id, 'decline')}
        >
          {t('offer.decline')}
        </Button>
      </div>
    </article>
  );
}

function useTimeLeft(endsAt: number): number {
  const [left, setLeft] = useState(() => endsAt - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(endsAt - Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [endsAt]);
  return Math.max(0, left);
}

/** Says each offer once, politely; the seconds that run are for those who see them. */
function Told({ offers }: { offers: readonly StandingOffer[] }) {
  const { value: conversations } = useDesk().conversations;
  const told = useRef(new Set<string>());
  const [words, setWords] = useState('');
  useEffect(() => {
    const standing = new Set(offers.map(({ conversation_id }) => conversation_id));
    told.current = new Set([...told.current].filter((id) => standing.has(id)));
    const said = offers.flatMap(({ conversation_id, endsAt, from }) => {
      const chat = conversations.get(conversation_id);
      // Told as soon as it is known who it is.
      if (!chat || told.current.has(conversation_id)) return [];
      told.current.add(conversation_id);
      const [time, left] = [clockTime(chat.queued_at), shortDuration(endsAt - Date.now())];
      const visitor = visitorName(chat);
      if (from) return [t('offer.told-from', { name: from.name, visitor, left })];
      return [t('offer.told', { name: visitor, time, left })];
    });
    if (said.length > 0) setWords(said.join('\n'));
  }, [offers, conversations]);
  return (
    <div class="hidden" role="log" aria-live="polite">
      {words}
    </div>
  );
}

function useOfferKeys(first: string | undefined, answer: Answer): void {
  const latest = useRef(answer);
  latest.current = answer;
  // With the card, not a frame after it: who sees it may press.
  useLayoutEffect(() => {
    if (first === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
      if (defaultPrevented || ctrlKey || metaKey || altKey || repeat || takesText(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const kind = KEYS[key.toLowerCase()];
      if (!kind || !singleKeys.value) return;
      event.preventDefault();
      latest.current(first, kind);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [first]);
}
