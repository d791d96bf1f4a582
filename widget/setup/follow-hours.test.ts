// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChatEvents } from '../chat.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { followHours } from './follow-hours.ts';

const now = new Date('2027-03-05T20:00:00Z');
const settled = () => vi.advanceTimersByTimeAsync(0);
let tell: (detail: ChatEvents['availability']) => void;
let isOpen: boolean;

const stand = (opening?: { open: boolean; changes_at: string | null }) => {
  const element = document.createElement('div');
  const on = (_event: string, listener: typeof tell) => ((tell = listener), () => {});
  const config = { settings: { name: 'Fern', ...(opening && { opening }) } };
  const host = { element, config, chat: { on }, isOpen: () => isOpen } as unknown as SetupHost;
  return { host, isHidden: () => element.hasAttribute('data-offline') };
};

beforeEach(() => {
  isOpen = false;
  vi.useFakeTimers({ now });
});
afterEach(() => void vi.useRealTimers());

it('hides what nobody would answer, until somebody is there', async () => {
  const { host, isHidden } = stand({ open: false, changes_at: '2027-03-05T21:00:00Z' });
  const stop = followHours(host, { hideWhenOffline: true });
  await settled();
  expect(isHidden()).toBe(true);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(isHidden()).toBe(false);
  tell({ available: false, changes_at: null });
  expect(isHidden()).toBe(true);
  stop();
  expect(isHidden()).toBe(false);
});

it('does not take the panel from under somebody', async () => {
  const { host, isHidden } = stand({ open: true, changes_at: '2027-03-05T21:00:00Z' });
  followHours(host, { hideWhenOffline: true });
  await settled();
  isOpen = true;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(isHidden()).toBe(false);
});

it('leaves a site alone that is always open, and a page that did not ask', async () => {
  const always = stand();
  followHours(always.host, { hideWhenOffline: true });
  const closed = stand({ open: false, changes_at: null });
  followHours(closed.host, {});
  await settled();
  expect([always.isHidden(), closed.isHidden()]).toEqual([false, false]);
});
