const TURNED_AWAY = new Set(['40001', '40P01']);
const MAX_TRIES = 5;

/** Runs a transaction anew when the database turned it away for another's sake: a deadlock, a serialization failure. */
export async function tryAgain<T>(run: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (tries < MAX_TRIES && TURNED_AWAY.has(sqlStateOf(error))) return tryAgain(run, tries + 1);
    throw error;
  }
}

/** SQLSTATE of a driver's error, also where Drizzle wrapped it. */
export function sqlStateOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return sqlStateOf(error.cause);
}
