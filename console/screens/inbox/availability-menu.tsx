import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { AvailabilityRequest, AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import type { Standing } from '../../store/standing.ts';
import { AvailabilityItems } from './availability-items.tsx';
import { lookOf, stateWords } from './availability-words.ts';
import { DeskContext } from './desk-context.ts';

/** "3/5" at the top of the rail, always in sight, and behind it what the agent says of themselves. */
export function AvailabilityMenu() {
  const standing = useContext(DeskContext)?.standing;
  const state = standing?.state.value;
  return standing && state ? <Control standing={standing} state={state} /> : null;
}

/** The same in words, over every screen that has no room for the rail. */
export function StandingBar() {
  const standing = useContext(DeskContext)?.standing;
  const state = standing?.state.value;
  return (
    <div class="standing-bar">
      {standing && state && <Control standing={standing} state={state} inWords />}
    </div>
  );
}

interface Props {
  standing: Standing;
  state: AvailabilityState;
  inWords?: boolean;
}

function Control({ standing, state, inWords = false }: Props) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (isLeft = false) => {
    setOpen(false);
    if (!isLeft) button.current?.focus();
  };
  useClosing(isOpen, place, () => close(true));
  const change = (part: Partial<AvailabilityRequest>) => {
    const { availability, accepts_chats, reason } = state;
    void standing.change({ availability, accepts_chats, reason, by_itself: false, ...part });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const label = labelOf(state);
  return (
    <div class="availability" ref={place} onKeyDown={onKey}>
      <button
        type="button"
        ref={button}
        class="availability-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={label}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        <i class={`availability-dot ${lookOf(state)}`} />
        <span class="hidden">{label}</span>
        <Shown state={state} inWords={inWords} />
      </button>
      {isOpen && (
        <AvailabilityItems state={state} failure={standing.failure.value} onChange={change} onDone={close} />
      )}
    </div>
  );
}

function Shown({ state, inWords }: { state: AvailabilityState; inWords: boolean }) {
  const { load, limit } = state;
  if (!inWords)
    return (
      <bdi aria-hidden="true" dir="ltr">
        {load}/{limit}
      </bdi>
    );
  return (
    <span aria-hidden="true">
      <b>{stateWords(state)}</b> {t('availability.load', { load, count: limit })}
    </span>
  );
}

/** Whoever clicks or tabs elsewhere is done with the menu. */
function useClosing(isOpen: boolean, place: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onOutside = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) close();
    };
    const events = ['pointerdown', 'focusin'];
    for (const name of events) document.addEventListener(name, onOutside);
    return () => events.forEach((name) => document.removeEventListener(name, onOutside));
  }, [isOpen]);
}

function labelOf(state: AvailabilityState): string {
  const load = t('availability.load', { load: state.load, count: state.limit });
  const words = state.by_itself ? t('availability.by-itself') : stateWords(state);
  return t('availability.label', { state: words, load });
}
