import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { enEmoji } from '../i18n/en-emoji.ts';
import { usePanel } from '../ui/panel-context.ts';
import { COLUMNS, EMOJI, rowsOf } from './emoji-set.ts';
import { step } from './step.ts';

interface Props {
  label: string;
  onTake(emoji: string): void;
  /** Escape; or the focus went elsewhere, where it stays. */
  onLeave(): void;
}

const GROUPS = Object.entries(EMOJI).map(([name, written]) => ({
  name: name as keyof typeof enEmoji,
  rows: rowsOf(written),
}));

/** One stop of Tab, whose arrows go in all four directions. Enter, Space or a click takes one. */
export const EmojiGrid = ({ label, onTake, onLeave }: Props) => {
  const words = usePanel().words('emoji', enEmoji);
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const buttons = () => grid.current!.querySelectorAll('button');
  useLayoutEffect(() => buttons()[at]?.focus(), [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = step(event.key, at, buttons().length, grid.current!.matches('[dir=rtl] *'));
    if (event.key === 'Escape') onLeave();
    else if (to === undefined) return;
    else setAt(to);
    event.preventDefault();
    event.stopPropagation();
  };
  let cell = 0;
  return (
    <div
      class="emoji"
      role="grid"
      aria-label={label}
      aria-colcount={COLUMNS}
      ref={grid}
      onKeyDown={onKeyDown}
    >
      {GROUPS.map(({ name, rows }) => (
        <div role="rowgroup" aria-label={words[name]} key={name}>
          <p aria-hidden="true">{words[name]}</p>
          {rows.map((row) => (
            <div role="row" key={row[0]}>
              {row.map((emoji) => (
                <button
                  type="button"
                  role="gridcell"
                  key={emoji}
                  tabIndex={cell++ === at ? 0 : -1}
                  onClick={() => onTake(emoji)}
                >
                  {emoji}
                </button>
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
};
