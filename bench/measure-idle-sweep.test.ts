import { expect, it } from 'vitest';
import { requireWhole } from './measure-idle-sweep.ts';

const told = { warned: 10, ended: 10, overtaken: 3, failed: 0 };
const chat = { warned: 0, ended: 0, status: 'waiting', conversations: 1 };
const treated = { warned: 1, ended: 1, status: 'ended', conversations: 10 };

it('takes a sweep for whole when each was warned and ended once, and the chat was left alone', () => {
  expect(() => requireWhole({ told, stands: [chat, treated] }, 10)).not.toThrow();
});

it.each([
  ['one was forgotten', told, [chat, { ...treated, conversations: 9 }]],
  [
    'one was warned twice',
    told,
    [chat, { ...treated, conversations: 9 }, { ...treated, warned: 2, conversations: 1 }],
  ],
  ['the chat was warned', told, [{ ...chat, warned: 1 }, treated]],
  ['both processes say that they did it', { ...told, ended: 11 }, [chat, treated]],
  ['one could not be written', { ...told, failed: 1 }, [chat, treated]],
])('is refused when %s', (_what, said, stands) => {
  expect(() => requireWhole({ told: said, stands }, 10)).toThrow('Not each');
});
