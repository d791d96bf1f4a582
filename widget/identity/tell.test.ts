// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { createChatStore } from '../panel/chat-store.ts';
import { createFakeSession, FRESH } from '../testing/fake-session.ts';
import { track } from './tell.ts';

it('[ID7] tells what waited for the server in its order, and none of it twice', async () => {
  const fake = createFakeSession();
  const call = vi.fn<(asked: { body: { items: { name: string }[] } }) => Promise<void>>(async () => {});
  const session = { ...fake, getState: () => ({ ...FRESH, known: true }), call };
  const storage = createMemoryStore();
  const store = createChatStore(session as never, storage, 'KEY');
  const host = { config: { site: 'KEY', settings: {} }, options: { storage: 'local' }, emit() {} };
  const panel = { context: { store }, host, storage } as unknown as LaterPanel;
  call.mockRejectedValueOnce(new BellhopError('unavailable', 'Later.'));
  await expect(track(panel, 'first')).rejects.toThrow('Later.');
  await track(panel, 'second');
  const told = call.mock.calls.map(([{ body }]) => body.items.map(({ name }) => name));
  expect(told).toEqual([['first'], ['first', 'second']]);
  await track(panel, 'third');
  expect(call.mock.calls.at(-1)?.[0].body.items.map(({ name }) => name)).toEqual(['third']);
  store.dispose();
});
