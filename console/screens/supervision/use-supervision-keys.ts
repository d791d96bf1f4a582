import { useEffect, useRef } from 'preact/hooks';
import { takesText } from '../../store/keyboard.ts';
import { navigate } from '../../store/route.ts';
import type { SupervisionRoute } from '../inbox/inbox.tsx';
import { WHISPER_ID } from './whisper-form.tsx';

const ROWS = '.queue-row, .chat-chip';

/** `j` and `k` go through the chats of the team, `n` writes a note to the one that is watched, Escape steps back. */
export function useSupervisionKeys(here: SupervisionRoute): void {
  const latest = useRef(here);
  latest.current = here;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
      if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey) return;
      if (document.querySelector('dialog[open]')) return;
      if (key === 'Escape') return escape(event, latest.current);
      if (takesText(target)) return;
      const act = { j: () => step(1), k: () => step(-1), n: whisper }[key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const whisper = (): void => document.getElementById(WHISPER_ID)?.focus();

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const active = document.activeElement;
  const current = rows.findIndex((row) => row === active);
  const at = current >= 0 ? current : rows.findIndex((row) => row.getAttribute('aria-current') === 'page');
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
}

/** Out of the field first, then out of the chat; the focus comes back to its row. */
function escape(event: KeyboardEvent, { conversation, ...team }: SupervisionRoute): void {
  if (!conversation) return;
  event.preventDefault();
  if (takesText(event.target) && event.target instanceof HTMLElement) return event.target.blur();
  const row = document.querySelector<HTMLElement>(`:is(${ROWS})[aria-current='page']`);
  navigate(team);
  row?.focus();
}
