import { AsyncLocalStorage } from 'node:async_hooks';
import type postgres from 'postgres';
import { DatabaseError } from './database-error.ts';

interface Scope {
  running: boolean;
}

type Work = (tx: postgres.TransactionSql) => unknown;

/** The same client, but its own queries throw while the caller is inside one of its transactions. */
export function guardTransactions(sql: postgres.Sql): postgres.Sql {
  const scopes = new AsyncLocalStorage<Scope>();
  const refuseInside = () => {
    if (!scopes.getStore()?.running) return;
    throw new DatabaseError(
      'used_outside_transaction',
      'The outer database handle was used inside a transaction, where only its `tx` may be: on PGlite this waits for ever.',
    );
  };
  const begin = (...args: [Work] | [string, Work]) => {
    refuseInside();
    const work = args.at(-1) as Work;
    const scoped = (tx: postgres.TransactionSql) => runScoped(scopes, () => work(tx));
    return args.length === 1 ? sql.begin(scoped) : sql.begin(args[0], scoped);
  };
  const guardedMethods = new Set<string | symbol>(['unsafe', 'reserve', 'notify', 'file']);
  return new Proxy(sql, {
    apply(target, self, args: unknown[]) {
      if (isTemplate(args[0])) refuseInside();
      return Reflect.apply(target, self, args) as unknown;
    },
    get(target, key, receiver) {
      if (key === 'begin') return begin;
      const value: unknown = Reflect.get(target, key, receiver);
      if (!guardedMethods.has(key) || typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        refuseInside();
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}

// What a transaction left running in the background may use the outer handle once the transaction is over.
function runScoped(scopes: AsyncLocalStorage<Scope>, work: () => unknown): Promise<unknown> {
  const scope: Scope = { running: true };
  return scopes.run(scope, async () => {
    try {
      const result = work();
      return await (Array.isArray(result) ? Promise.all(result) : result);
    } finally {
      scope.running = false;
    }
  });
}

const isTemplate = (value: unknown): boolean => Array.isArray(value) && 'raw' in value;
