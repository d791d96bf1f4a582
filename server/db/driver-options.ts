import type postgres from 'postgres';
import type { DatabaseLog } from './database.ts';

// Our bigints count revisions and entries: a number that JSON can carry, and an error where it can't.
const int8AsNumber = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  parse: (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`);
    return value;
  },
};

export const driverOptions = (onLog: DatabaseLog | undefined) =>
  ({
    types: { bigint: int8AsNumber },
    onnotice: (notice: postgres.Notice) => {
      if (notice.severity === 'WARNING') onLog?.('warn', `database: ${notice.message ?? ''}`);
    },
  }) as const;
