import { expect, it } from 'vitest';
import type { ClientFrame } from '../protocol/client-frames.ts';
import { backoffOf } from './backoff.ts';
import { deliver } from './deliver.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createMemoryStore } from './stores.ts';
import { until } from './testing/until.ts';
import type { Connection, OutboxItem } from './types.ts';

const C = '00000000-0000-4000-8000-000000000001';

function stage(store = createMemoryStore()) {
  const frames: ClientFrame<'message.send'>[] = [];
  let isLive = false;
  const connection = {
    request: async (frame: ClientFrame<'message.send'>) => {
      frames.push(frame);
      return { conversation_id: C, client_id: frame.client_id, seq: 9, created_at: '' };
    },
  } as unknown as Connection;
  const outbox = createOutbox({
    store: createOutboxStore(store, 'o:'),
    timing: backoffOf({}),
    isLive: () => isLive,
    deliver: (item: OutboxItem) => deliver(connection, item),
    onChange: () => undefined,
  });
  const goLive = () => {
    isLive = true;
    outbox.flush();
  };
  return { store, outbox, frames, goLive };
}

it('[M13] [M1] what a message answers outlives a reload, and goes out with it', async () => {
  const { store, outbox } = stage();
  outbox.add(C, 'yes', false, { reply_to: 4 });
  outbox.add(C, 'and', false);
  const again = stage(store);
  again.goLive();
  await until(() => again.frames.length === 2);
  expect(again.frames).toMatchObject([{ text: 'yes', reply_to: 4 }, { text: 'and' }]);
  expect(again.frames[1]!.reply_to).toBeUndefined();
});

it('[M13] a message that begins a conversation, or went on in another, answers nothing', async () => {
  const { outbox, frames, goLive } = stage();
  outbox.add(C, 'one', false, { reply_to: 4 });
  outbox.add(C, 'two', false, { reply_to: 5 });
  outbox.move(C, C.replace(/1$/, '2'));
  goLive();
  await until(() => frames.length === 2);
  expect(frames.map(({ type, reply_to }) => [type, reply_to])).toEqual([
    ['conversation.start', undefined],
    ['message.send', undefined],
  ]);
});
