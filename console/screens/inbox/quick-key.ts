type Act = { kind: 'close' } | { kind: 'choose' } | { kind: 'point'; index: number };

/** Of a key while an input method composes; it is that method's. */
const COMPOSING = 229;

/** What a key does while the picker is open; nothing where the key is the reply's. */
export function quickKey(
  event: KeyboardEvent,
  { count, active }: { count: number; active: number },
): Act | undefined {
  const { key } = event;
  if (event.isComposing || event.keyCode === COMPOSING) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  if (key === 'Escape') return { kind: 'close' };
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return { kind: 'point', index: (active + 1) % count };
  if (key === 'ArrowUp') return { kind: 'point', index: (active + count - 1) % count };
  return key === 'Enter' || key === 'Tab' ? { kind: 'choose' } : undefined;
}
