import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bus, BusMessage, ChangedMessage } from '../bus.ts';

/** Opens one more end of the same bus: another node's, or for the in-process bus the one there is. */
export interface BusBench {
  open(): Promise<Bus>;
  close(): Promise<void>;
}

const changed = (workspaceId: string, rev: number): ChangedMessage => ({
  kind: 'changed',
  workspaceId,
  rev,
  changes: [],
});

const EVERY_KIND: BusMessage[] = [
  changed(randomUUID(), 7),
  {
    kind: 'typing',
    workspaceId: randomUUID(),
    conversationId: randomUUID(),
    visitorId: randomUUID(),
    sender: { kind: 'agent', id: randomUUID(), name: 'Zoë "Z" \u2028 Ng' },
    typing: true,
  },
  { kind: 'presence', workspaceId: randomUUID(), visitorId: randomUUID(), online: false },
  { kind: 'revoked', scope: 'visitor_token', id: randomUUID() },
  { kind: 'settings', workspaceId: randomUUID(), version: 3 },
];

/** What every adapter of the bus does. */
export function busContract(name: string, bench: () => Promise<BusBench>): void {
  describe(`bus: ${name}`, () => {
    let benches: BusBench[] = [];
    const two = async (): Promise<[Bus, Bus]> => {
      const made = await bench();
      benches.push(made);
      return [await made.open(), await made.open()];
    };
    const listen = (bus: Bus) => {
      const heard: BusMessage[] = [];
      const stop = bus.subscribe((message) => heard.push(message));
      return { heard, stop };
    };
    afterEach(async () => {
      await Promise.all(benches.map((each) => each.close()));
      benches = [];
    });

    it('brings every kind of message, unchanged, to the own node and to another', async () => {
      const [here, there] = await two();
      const ears = [listen(here), listen(there)];
      for (const message of EVERY_KIND) here.publish(message);
      for (const ear of ears) await vi.waitFor(() => expect(ear.heard).toEqual(EVERY_KIND));
    });

    it('keeps the order of one publisher and brings each once', async () => {
      const [here, there] = await two();
      const ear = listen(there);
      const sent = Array.from({ length: 200 }, (_, at) => changed('w', at + 1));
      for (const message of sent) here.publish(message);
      await vi.waitFor(() => expect(ear.heard).toHaveLength(200));
      expect(ear.heard).toEqual(sent);
    });

    it('brings nothing to who stopped listening, and goes on for the others', async () => {
      const [here, there] = await two();
      const stopped = listen(there);
      const stays = listen(there);
      stopped.stop();
      stopped.stop();
      here.publish(changed('w', 1));
      await vi.waitFor(() => expect(stays.heard).toHaveLength(1));
      expect(stopped.heard).toEqual([]);
    });

    it('lets no listener that throws keep another from hearing, nor the publisher from going on', async () => {
      const [here, there] = await two();
      there.subscribe(() => {
        throw new Error('a listener broke');
      });
      const ear = listen(there);
      expect(() => here.publish(changed('w', 1))).not.toThrow();
      here.publish(changed('w', 2));
      await vi.waitFor(() => expect(ear.heard).toHaveLength(2));
    });

    it('is silent once closed, and can be closed twice', async () => {
      const [here] = await two();
      const ear = listen(here);
      await here.close();
      await here.close();
      expect(() => here.publish(changed('w', 1))).not.toThrow();
      expect(ear.heard).toEqual([]);
    });
  });
}
