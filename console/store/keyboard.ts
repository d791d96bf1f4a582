import { signal } from '@preact/signals';

/** [2.1.4 of WCAG] Whether letters alone do something; who speaks to their computer turns them off. */
export const singleKeys = signal(true);

export type Command =
  | 'next'
  | 'previous'
  | 'snooze'
  | 'priority'
  | 'tags'
  | 'reply'
  | 'note'
  | 'transfer'
  | 'end'
  | 'map'
  | 'escape';

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
  s: 'snooze',
  p: 'priority',
  l: 'tags',
  '?': 'map',
};

/** What a key asks for. Letters are text while somebody types; only Escape means the same everywhere. */
export function commandOf(key: Key, typing: boolean): Command | undefined {
  if (key.isComposing) return undefined;
  // Also while somebody types: to look after many chats at once.
  const isSwitch = key.altKey && !key.ctrlKey && !key.metaKey;
  if (isSwitch && key.key === 'ArrowDown') return 'next';
  if (isSwitch && key.key === 'ArrowUp') return 'previous';
  if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
  if (key.key === 'Escape') return 'escape';
  if (typing || !singleKeys.value) return undefined;
  const command = COMMANDS[key.key] ?? COMMANDS[key.key.toLowerCase()];
  return command === 'end' && key.repeat ? undefined : command;
}

/** Whether keys go into this element as text. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
