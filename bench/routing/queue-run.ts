import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { Sockets } from '../load/sockets.ts';
import { SITE_ORIGIN } from '../peers/seed-bellhop.ts';
import { openDesk } from './desk.ts';
import type { SeededQueue } from './seed-queue.ts';

const WELCOME = '{"type":"welcome"';
const ERROR = '{"type":"error"';
const LAST_OFFER_MS = 30_000;
/** The first chats meet cold plans and a cold pool. */
const WARM_UP = 50;

/**
 * Visitors who begin a chat at a fixed rate, each on a socket of their own. Answers, for each, the milliseconds from the
 * first word sent to the offer on the socket of the agent who is offered it. Fails unless each is offered exactly once.
 */
export async function runQueue(url: string, queue: SeededQueue, perSecond: number): Promise<number[]> {
  let failure: Error | undefined;
  const fail = (error: Error) => (failure ??= error);
  const sockets = new Sockets(fail);
  const begun = new Map<string, number>();
  const took = new Map<string, number>();
  const onOffer = (id: string) => {
    const since = begun.get(id);
    if (since === undefined) fail(new Error(`Offered what nobody began: ${id}`));
    else if (took.has(id)) fail(new Error(`Offered twice: ${id}`));
    else took.set(id, performance.now() - since);
  };
  const { workspaceId, siteKey, tokens } = queue;
  try {
    for (const [at, agent] of queue.agents.entries())
      await openDesk(sockets, { url, workspaceId, agent, address: `192.168.0.${at + 1}`, onOffer });
    const lines = await Promise.all(
      tokens.map((token, at) => openVisitor(sockets, url, siteKey, token, at, fail)),
    );
    const start = performance.now();
    for (const [at, begin] of lines.entries()) {
      const wait = start + (at * 1000) / perSecond - performance.now();
      if (wait > 1) await sleep(wait);
      if (failure) break;
      const id = randomUUID();
      begun.set(id, performance.now());
      begin(id);
    }
    const end = performance.now() + LAST_OFFER_MS;
    while (!failure && took.size < lines.length && performance.now() < end) await sleep(20);
    if (failure) throw failure;
    if (took.size < lines.length) throw new Error(`${lines.length - took.size} chats were never offered`);
    return [...took.values()].slice(WARM_UP);
  } finally {
    sockets.close();
  }
}

function openVisitor(
  sockets: Sockets,
  url: string,
  site: string,
  token: string,
  at: number,
  fail: (error: Error) => void,
): Promise<(conversationId: string) => void> {
  // Behind a proxy, from an address each [L2, L3].
  const headers = { 'x-forwarded-for': `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` };
  return new Promise((resolve) => {
    const socket = sockets.open(
      `${url.replace('http', 'ws')}/ws`,
      { origin: SITE_ORIGIN, headers },
      (text) => {
        if (text.startsWith(ERROR)) fail(new Error(`Refused: ${text}`));
        if (!text.startsWith(WELCOME)) return;
        resolve((conversation_id) => {
          const frame = { type: 'conversation.start', id: 1, conversation_id, client_id: randomUUID() };
          socket.send(JSON.stringify({ ...frame, text: 'Hello, is somebody there?' }));
        });
      },
    );
    const hello = { type: 'hello', v: PROTOCOL_VERSION, role: 'visitor', site, token };
    socket.on('open', () => socket.send(JSON.stringify(hello)));
  });
}
