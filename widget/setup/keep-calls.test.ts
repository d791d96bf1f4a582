import { expect, it, vi } from 'vitest';
import type { PanelHandle } from '../shell/panel-contract.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { keepCalls } from './keep-calls.ts';

const stand = () => {
  const later = vi.fn<(name: string, args: readonly unknown[]) => Promise<unknown>>(async () => undefined);
  const emit = vi.fn<(event: string, detail?: unknown) => void>();
  const panel = { later } as unknown as PanelHandle;
  const forget = vi.fn<() => void>();
  const chat = { reset: async () => {} };
  const host = { emit, chat, mount: async () => panel } as unknown as SetupHost;
  return { host, later, emit, forget, calls: keepCalls(host, forget) };
};

it('keeps what is told until there is a panel, in order, as the option user is', async () => {
  const { host, later, calls } = stand();
  await calls.tell('identify', [{ name: 'Ada' }]);
  await calls.tell('track', ['looked']);
  expect(later).not.toHaveBeenCalled();
  host.panel = await host.mount();
  expect(later.mock.calls).toEqual([
    ['identify', [{ name: 'Ada' }]],
    ['track', ['looked']],
  ]);
  await calls.tell('track', ['again']);
  expect(later).toHaveBeenLastCalledWith('track', ['again']);
});

it('keeps no more than a hundred, the latest', async () => {
  const { host, later, calls } = stand();
  for (let n = 0; n < 150; n++) await calls.tell('track', [n]);
  await host.mount();
  expect(later.mock.calls.map(([, [n]]) => n)).toEqual(Array.from({ length: 100 }, (_, at) => at + 50));
});

it('tells of what fails afterwards by an event, not by a rejection that nobody hears', async () => {
  const { host, later, emit, calls } = stand();
  later.mockRejectedValueOnce(new Error('no'));
  await calls.tell('identify', ['token']);
  await host.mount();
  await vi.waitFor(() => expect(emit).toHaveBeenCalledWith('error', { error: new Error('no') }));
});

it('hands hooks to every panel there will be, until they are taken back', async () => {
  const { host, later, calls } = stand();
  const end = await calls.use({ beforeSend: () => false });
  await host.mount();
  const [, [hooks]] = later.mock.calls[0] as [string, [{ beforeSend?: unknown }]];
  expect(hooks.beforeSend).toBeTypeOf('function');
  end();
  expect(hooks.beforeSend).toBeUndefined();
  later.mockClear();
  await host.mount();
  expect(later).not.toHaveBeenCalled();
});

it('[S10] drops what waits of a visitor who is forgotten, and keeps what is the page’s', async () => {
  const { host, later, forget, calls } = stand();
  await calls.tell('identify', ['token']);
  await calls.tell('setTeam', ['garden']);
  await host.chat.reset();
  expect(forget).toHaveBeenCalledTimes(1);
  await host.mount();
  expect(later.mock.calls).toEqual([['setTeam', ['garden']]]);
});
