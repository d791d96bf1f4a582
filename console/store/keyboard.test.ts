import { describe, expect, it } from 'vitest';
import { commandOf } from './keyboard.ts';

const key = (name: string, more: object = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('commandOf', () => {
  it('knows the map', () => {
    const commands = ['j', 'k', 'r', 'e', '?', 'Escape'].map((name) => commandOf(key(name), false));
    expect(commands).toEqual(['next', 'previous', 'reply', 'end', 'map', 'escape']);
  });

  it('leaves letters to whoever types, but not Escape', () => {
    for (const name of ['j', 'k', 'r', 'e', '?']) expect(commandOf(key(name), true)).toBeUndefined();
    expect(commandOf(key('Escape'), true)).toBe('escape');
  });

  it("leaves the browser's own combinations alone", () => {
    expect(commandOf(key('r', { ctrlKey: true }), false)).toBeUndefined();
    expect(commandOf(key('e', { metaKey: true }), false)).toBeUndefined();
    expect(commandOf(key('k', { altKey: true }), false)).toBeUndefined();
  });

  it('does nothing while characters are being composed', () => {
    expect(commandOf(key('Escape', { isComposing: true }), true)).toBeUndefined();
  });

  it('ends once, however long the key is held', () => {
    expect(commandOf(key('e', { repeat: true }), false)).toBeUndefined();
    expect(commandOf(key('j', { repeat: true }), false)).toBe('next');
  });
});
