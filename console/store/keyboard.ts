export type Command = 'next' | 'previous' | 'reply' | 'note' | 'transfer' | 'end' | 'map' | 'escape';

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
  repeat?: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  j: 'next',
  k: 'previous',
  r: 'reply',
  n: 'note',
  t: 'transfer',
  e: 'end',
  '?': 'map',
};

/** What a key asks for. Letters are text while somebody types; only Escape means the same everywhere. */
export function commandOf(key: Key, typing: boolean): Command | undefined {
  if (key.isComposing || key.ctrlKey || key.metaKey || key.altKey) return undefined;
  if (key.key === 'Escape') return 'escape';
  if (typing) return undefined;
  const command = COMMANDS[key.key] ?? COMMANDS[key.key.toLowerCase()];
  return command === 'end' && key.repeat ? undefined : command;
}

/** Whether keys go into this element as text. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
