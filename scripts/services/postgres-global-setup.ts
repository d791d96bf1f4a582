import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's URL of a Postgres for tests; each test makes a database of its own there. */
    testDatabaseUrl: string;
  }
}

/** One Postgres a run, unless TEST_DATABASE_URL names one; workers find it in that same variable. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('testDatabaseUrl', given);
    return async () => undefined;
  }
  const server = await startPostgres({ fsync: false });
  process.env.TEST_DATABASE_URL = server.url;
  project.provide('testDatabaseUrl', server.url);
  return async () => {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  };
}
