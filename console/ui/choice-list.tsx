import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface Choice<V> {
  value: V;
  label: string;
  /** Beside the label, at its end. */
  detail?: string | undefined;
  /** Of a choice among several; left out where each one does something. */
  chosen?: boolean;
}

interface Props<V> {
  label: string;
  choices: readonly Choice<V>[];
  busy: boolean;
  onChoose: (value: V) => void;
}

/** A menu in a dialog: arrows move, digits choose at once, Enter and Space choose. */
export function ChoiceList<V extends string | number>({ label, choices, busy, onChoose }: Props<V>) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const first = Math.max(
    0,
    choices.findIndex(({ chosen }) => chosen),
  );
  useEffect(() => items()[first]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = nextAt(event.key, at, all.length);
    if (!digit && next === undefined) return;
    event.preventDefault();
    if (digit) onChoose(digit.value);
    else all[next!]?.focus();
  };
  return (
    <div
      ref={menu}
      class="choice-list"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      aria-busy={busy}
      onKeyDown={onKeyDown}
    >
      {choices.map(({ value, label: words, detail, chosen }, index) => (
        <button
          key={value}
          type="button"
          role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={chosen}
          tabIndex={index === first ? 0 : -1}
          onClick={() => !busy && onChoose(value)}
        >
          <span class="choice-mark">{chosen && <Icon name="check" size={16} />}</span>
          <span class="choice-words">{words}</span>
          {detail && <small>{detail}</small>}
          <kbd aria-hidden="true">{index + 1}</kbd>
        </button>
      ))}
    </div>
  );
}

function nextAt(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
