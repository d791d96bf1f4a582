import { describe, expect, it } from 'vitest';
import { readMessage, type PreviewScene } from './preview-messages.ts';

const ORIGIN = 'https://chat.test';
const editor = { window: 'editor' };
const from = { origin: ORIGIN, source: editor };
const data = { type: 'bellhop-preview:show' };
const read = (heard: object) =>
  readMessage<PreviewScene>({ origin: ORIGIN, source: editor, data, ...heard }, from, 'bellhop-preview:show');

describe('[S16] readMessage', () => {
  it('takes what the right window on the right origin says', () => {
    expect(read({})).toBe(data);
  });

  it.each([
    ['another origin', { origin: 'https://chat.test.evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['another window on the same origin', { source: { window: 'editor' } }],
    ['no window', { source: null }],
    ['another kind of message', { data: { type: 'bellhop-preview:ready' } }],
    ['a message without a kind', { data: {} }],
    ['text', { data: 'bellhop-preview:show' }],
    ['nothing', { data: null }],
  ])('leaves alone what comes from %s', (_what, heard) => expect(read(heard)).toBeNull());

  it('hears nobody while the frame has no window', () => {
    const heard = { origin: ORIGIN, source: null, data };
    expect(
      readMessage<PreviewScene>(heard, { origin: ORIGIN, source: null }, 'bellhop-preview:show'),
    ).toBeNull();
  });
});
