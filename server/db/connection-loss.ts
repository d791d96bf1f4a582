import type postgres from 'postgres';

// postgres.js 3.4 lets a transaction whose connection is gone go on asking: its queries, and the `rollback` that it
// sends itself, reach for a socket that is null. That throws outside any promise, which ends the process, and leaves
// bytes behind that spoil the next connection; after a reconnect they would run inside somebody else's transaction.
// So each connection is taught, at its first `begin`, to refuse what comes from a transaction that isn't its own.

interface DriverQuery {
  handler: object;
  reject(error: Error): void;
}

interface DriverConnection {
  execute(query: DriverQuery): unknown;
  /** Set by `begin`, anew each time; null once the connection is lost. */
  reserved: object | null;
}

interface QueryOptions {
  onexecute?: (connection: DriverConnection) => unknown;
}

type Unsafe = (text: string, args?: unknown, options?: QueryOptions) => object;
type Client = { unsafe: Unsafe };
type Begin = (...args: unknown[]) => Promise<unknown>;

export class ConnectionLostError extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('The connection to the database was lost during the transaction; nothing of it was stored.');
    this.name = 'ConnectionLostError';
  }
}

export function refuseAfterLoss(sql: postgres.Sql): void {
  const client = sql as unknown as Client & { begin: Begin };
  const { unsafe, begin } = client;
  const pool = handlerOf(client);
  const taught = new WeakSet<DriverConnection>();
  const owners = new WeakMap<object, object | null>();
  let beginning: { connection?: DriverConnection } | undefined;

  client.unsafe = (text, args, options) => {
    if (!options?.onexecute) return options ? unsafe(text, args, options) : unsafe(text, args ?? []);
    const [mine, { onexecute }] = [beginning, options as Required<QueryOptions>];
    const taking = (connection: DriverConnection) => {
      if (mine) mine.connection = connection;
      if (!taught.has(connection)) teach(connection, pool, owners);
      taught.add(connection);
      return onexecute(connection);
    };
    return unsafe(text, args, { ...options, onexecute: taking });
  };

  // `begin` calls `unsafe` before it first waits, so what is `beginning` then is this one.
  client.begin = (...args) => {
    const mine: typeof beginning = {};
    const work = args.pop() as (tx: Client) => unknown;
    const owned = (tx: Client) => {
      owners.set(handlerOf(tx), mine.connection?.reserved ?? null);
      return work(tx);
    };
    beginning = mine;
    try {
      return begin(...args, owned);
    } finally {
      beginning = undefined;
    }
  };
}

// A savepoint's queries have a handler of their own, and belong to the transaction that is running when it begins.
function teach(connection: DriverConnection, pool: object, owners: WeakMap<object, object | null>): void {
  const { execute } = connection;
  connection.execute = (query) => {
    if (query.handler === pool) return execute(query);
    const owner = owners.get(query.handler) ?? (owners.has(query.handler) ? null : connection.reserved);
    owners.set(query.handler, owner);
    if (owner !== null && owner === connection.reserved) return execute(query);
    query.reject(new ConnectionLostError());
    return true;
  };
}

/** What marks the queries of one client or transaction. A query is only sent once someone waits for it. */
const handlerOf = (client: Client): object => (client.unsafe('') as unknown as DriverQuery).handler;
