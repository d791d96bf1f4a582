import { createServer, connect as connectTo, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { openDatabase, type Database } from './open-database.ts';

// A wire to Postgres that can be cut at any moment, as a crash of the server or of the network does.
async function cuttableWire(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connectTo(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const near = new URL(databaseUrl);
  near.port = String((wire.address() as AddressInfo).port);
  return {
    url: near.href,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: () => wire.close(),
  };
}

describe('a connection to Postgres that is lost', () => {
  let owner: Database;
  let wire: Awaited<ReturnType<typeof cuttableWire>>;
  let db: Database;
  beforeAll(async () => {
    owner = await testDatabase('postgres', { migrated: false });
    const [row] = await owner.sql<{ name: string }[]>`select current_database() as name`;
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    url.pathname = `/${row?.name}`;
    wire = await cuttableWire(url.href);
    db = await openDatabase({ databaseUrl: wire.url, dataDir: '', poolSize: 1 });
    await db.sql`create table kept (n int)`;
  });
  afterAll(async () => {
    await db.close();
    wire.close();
    await owner.close();
  });

  it('fails the transaction whose query was running, and the next one works', async () => {
    const transaction = db.sql.begin(async (tx) => {
      const slow = tx`select pg_sleep(5)`;
      setTimeout(wire.cut, 100);
      await slow;
    });
    await expect(transaction).rejects.toThrow();
    expect(await db.sql`select 1`).toHaveLength(1);
  });

  it('refuses what the dead transaction still asks for, and never runs it in another', async () => {
    let over: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (over = resolve));
    let late: Promise<unknown> | undefined;
    const dead = db.sql.begin(async (tx) => {
      late = ended.then(() => tx`insert into kept values (1)`);
      late.catch(() => undefined);
      wire.cut();
      await late;
    });
    await expect(dead).rejects.toThrow();
    await db.sql.begin(async (tx) => {
      await tx`insert into kept values (2)`;
      over();
      await expect(late).rejects.toThrow();
    });
    expect([...(await db.sql`select n from kept`)]).toEqual([{ n: 2 }]);
  });

  it('survives a savepoint that loses its ground', async () => {
    const transaction = db.orm.transaction(async (tx) => {
      await tx
        .transaction(async (inner) => {
          await inner.execute('select 1');
          wire.cut();
          await inner.execute('select pg_sleep(1)');
        })
        .catch(() => undefined);
      await tx.execute('select 2').catch(() => undefined);
    });
    await expect(transaction).rejects.toThrow();
    expect(await db.sql`select 1`).toHaveLength(1);
  });
});
