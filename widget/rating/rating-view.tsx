import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BellhopError } from '../../shared/errors.ts';
import { RATING_FACES } from '../../shared/widget-settings/rating-faces.ts';
import type { PublicRating } from '../../shared/widget-settings/public-rating.ts';
import type { Rating } from '../chat.ts';
import { enRating } from '../i18n/en-rating.ts';
import { CLOSE, Icon } from '../ui/icons.tsx';
import { usePanel } from '../ui/panel-context.ts';
import { EMPTY, MAX_TEXT, type Draft, type RatingState } from './rating-state.ts';

type Words = typeof enRating;

const Faces = ({ words, score, onScore }: { words: Words; score: number; onScore(score: number): void }) => (
  <div class="faces">
    {RATING_FACES.map((path, at) => (
      <label key={at} title={words[`score${at + 1}` as keyof Words]}>
        <input
          type="radio"
          name="score"
          aria-label={words[`score${at + 1}` as keyof Words]}
          checked={score === at + 1}
          onChange={() => onScore(at + 1)}
        />
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="10" />
          <path d={path} />
        </svg>
      </label>
    ))}
  </div>
);

const Say = ({
  id,
  label,
  text,
  onText,
}: {
  id: string;
  label: string;
  text: string;
  onText(text: string): void;
}) => (
  <>
    <label for={id} dir="auto">
      {label}
    </label>
    <textarea
      id={id}
      rows={2}
      dir="auto"
      maxLength={MAX_TEXT}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  </>
);

/** Said once, in place of the form that had the focus. */
const Thanks = ({ words, onChange }: { words: Words; onChange(): void }) => (
  <div class="aside">
    <p role="status">{words.thanks}</p>
    <button type="button" class="link" onClick={onChange}>
      {words.change}
    </button>
  </div>
);

interface Props {
  id: string;
  state: RatingState;
  asks: PublicRating;
  /** Whether a rating stands. */
  isRated: boolean;
  /** What stands, to be changed. */
  before: Partial<Rating>;
}

/** The conversations that were rated on this page, before word of it came back. */
const rated = signal<readonly string[]>([]);

export const RatingView = ({ id, state, asks, isRated, before }: Props) => {
  const panel = usePanel();
  const words = panel.words('rating', enRating);
  const [draft, setDraft] = useState<Draft>(() => ({ ...state.draftOf(id) }));
  const [isChanging, setChanging] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isChanging) form.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [isChanging]);
  const change = (over: Partial<Draft>): void => {
    const next = { ...draft, ...over };
    setDraft(next);
    state.keepDraft(id, next);
    setTrouble('');
  };
  const send = async (): Promise<void> => {
    if (!draft.score) return setTrouble(words.choose);
    setBusy(true);
    try {
      await state.rate(id, draft as Rating);
      rated.value = [...rated.value, id];
      setChanging(false);
      panel.root.querySelector<HTMLElement>('.log')?.focus();
    } catch (error) {
      setTrouble((error as BellhopError).code === 'conflict' ? words.tooLate : words.failed);
    }
    setBusy(false);
  };
  if ((isRated || rated.value.includes(id)) && !isChanging)
    return (
      <Thanks
        words={words}
        onChange={() => {
          setDraft({ ...EMPTY, ...before });
          setChanging(true);
        }}
      />
    );
  return (
    <form
      class="rating"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend>{words.ask}</legend>
        <Faces words={words} score={draft.score} onScore={(score) => change({ score })} />
      </fieldset>
      <button
        type="button"
        class="icon"
        aria-label={words.dismiss}
        onClick={() => (isChanging ? setChanging(false) : state.dismiss(id))}
      >
        <Icon path={CLOSE} size={18} />
      </button>
      {draft.score > 0 && (
        <>
          {asks.question && (
            <Say
              id="rating-answer"
              label={asks.question}
              text={draft.answer}
              onText={(answer) => change({ answer })}
            />
          )}
          {!asks.silent && (
            <Say
              id="rating-comment"
              label={words.comment}
              text={draft.comment}
              onText={(comment) => change({ comment })}
            />
          )}
          <button type="submit" class="primary" disabled={isBusy}>
            {words.send}
          </button>
        </>
      )}
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
};
