import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { AvailabilityRequest, AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import type { Standing } from '../../store/standing.ts';
import { AvailabilityItems } from './availability-items.tsx';
import { DeskContext } from './desk-context.ts';

/** "3 of 5", always in sight, and behind it what the agent says of themselves. */
export function AvailabilityMenu() {
  const standing = useContext(DeskContext)?.standing;
  const state = standing?.state.value;
  return standing && state ? <Control standing={standing} state={state} /> : null;
}

function Control({ standing, state }: { standing: Standing; state: AvailabilityState }) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (isLeft = false) => {
    setOpen(false);
    if (!isLeft) button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const onOutside = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) close(true);
    };
    const events = ['pointerdown', 'focusin'];
    for (const name of events) document.addEventListener(name, onOutside);
    return () => events.forEach((name) => document.removeEventListener(name, onOutside));
  }, [isOpen]);
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
        aria-label={label}
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
        <bdi aria-hidden="true" dir="ltr">
          {state.load}/{state.limit}
        </bdi>
      </button>
      {isOpen && (
        <AvailabilityItems state={state} failure={standing.failure.value} onChange={change} onDone={close} />
      )}
    </div>
  );
}

const lookOf = ({ availability, accepts_chats }: AvailabilityState): string =>
  availability === 'online' && !accepts_chats ? 'finishing' : availability;

function labelOf(state: AvailabilityState): string {
  const load = t('availability.load', { load: state.load, count: state.limit });
  const words = t(
    lookOf(state) === 'finishing' ? 'availability.finishing' : `availability.${state.availability}`,
  );
  return t('availability.label', { state: state.by_itself ? t('availability.by-itself') : words, load });
}
