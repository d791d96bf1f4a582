import { useEffect, useRef, useState } from 'preact/hooks';
import type { AvailabilityRequest, AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { Field } from '../../ui/field.tsx';

const STATES = ['online', 'away', 'offline'] as const;

interface Props {
  state: AvailabilityState;
  failure: unknown;
  onChange: (part: Partial<AvailabilityRequest>) => void;
  onDone: () => void;
}

/** The open menu: arrows move, Enter and Space choose, Tab goes on to the reason. */
export function AvailabilityItems({ state, failure, onChange, onDone }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const itemsOf = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const chosen = STATES.indexOf(state.availability);
  useEffect(() => itemsOf()[chosen]?.focus(), []);
  const onKey = (event: KeyboardEvent) => {
    const items = itemsOf();
    const at = items.findIndex((item) => item === document.activeElement);
    const next = nextItem(event.key, at, items.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items[next]?.focus();
  };
  return (
    <div class="availability-panel">
      <p class="availability-load">
        {t('availability.load', { load: state.load, count: state.limit })}
        {state.by_itself && <small>{t('availability.by-itself')}</small>}
        {state.set_by && <small>{t('availability.set-by', { name: state.set_by.name })}</small>}
      </p>
      <div
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label={t('availability.label', {
          state: t(`availability.${state.availability}`),
          load: t('availability.load', { load: state.load, count: state.limit }),
        })}
        onKeyDown={onKey}
      >
        {STATES.map((value) => (
          <button
            key={value}
            type="button"
            role="menuitemradio"
            aria-checked={value === state.availability}
            tabIndex={value === state.availability ? 0 : -1}
            onClick={() => {
              onChange({ availability: value });
              onDone();
            }}
          >
            <i class={`availability-dot ${value}`} />
            {t(`availability.${value}`)}
          </button>
        ))}
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={!state.accepts_chats}
          tabIndex={-1}
          onClick={() => onChange({ accepts_chats: !state.accepts_chats })}
        >
          {t('availability.no-new')}
        </button>
      </div>
      <Reason
        reason={state.reason ?? ''}
        onSave={(reason) => {
          onChange({ reason });
          onDone();
        }}
      />
      {failure !== undefined && (
        <p class="availability-failed" role="alert">
          {explainError(failure)}
        </p>
      )}
    </div>
  );
}

function nextItem(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function Reason({ reason, onSave }: { reason: string; onSave: (reason: string | null) => void }) {
  const [typed, setTyped] = useState(reason);
  const save = (event: Event) => {
    event.preventDefault();
    onSave(typed.trim() || null);
  };
  return (
    <form onSubmit={save}>
      <Field
        name="reason"
        label={t('availability.reason')}
        hint={t('availability.reason-hint')}
        value={typed}
        onInput={setTyped}
      />
    </form>
  );
}
