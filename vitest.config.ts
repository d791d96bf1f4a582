import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };
const everywhere = ['**/node_modules/**', '**/.cache/**', '**/dist/**', '**/fixtures/**'];
const longTests = '**/*.long.test.{ts,tsx}';
const OF_ITS_OWN =
  /\bspyOn\(Date\b|\buseFakeTimers\(|\bServerProcess\b|\brunBellhop\(|node:child_process|\bstartChild\b|(?:fault|move)-run/;
const browserTests = 'demo-site/e2e/**/*.test.ts';

/** The suites that say the same of both databases: `npm test` runs them on Postgres, `npm run test:long` on PGlite. */
const onEachDatabase = ['server', 'shared'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith('.test.ts') && !path.endsWith('.long.test.ts'))
    .filter((path) => /\b(describeEachDatabase\(|databaseKinds\b)/.test(readFileSync(path, 'utf8'))),
);

/** Tests of the server load it once a worker; those that set the clock or start processes have modules of their own. */
const onSharedModules = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .map((path) => join('server', path))
  .filter((path) => path.endsWith('.test.ts') && !path.endsWith('.long.test.ts'))
  .filter((path) => !OF_ITS_OWN.test(readFileSync(path, 'utf8')));

// Projects with different worker counts run one after the other, by groupOrder.
export default defineConfig({
  test: {
    globalSetup: ['scripts/services/postgres-global-setup.ts'],
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...everywhere, longTests, browserTests, ...onSharedModules],
          maxWorkers: 2,
          env: { BELLHOP_TEST_DATABASES: 'postgres' },
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'server',
          include: onSharedModules,
          exclude: everywhere,
          isolate: false,
          maxWorkers: 2,
          env: { BELLHOP_TEST_DATABASES: 'postgres' },
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'pglite',
          include: onEachDatabase,
          maxWorkers: 2,
          env: { BELLHOP_TEST_DATABASES: 'pglite' },
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        ...jsx,
        test: {
          name: 'browser',
          include: [browserTests],
          exclude: [...everywhere, longTests],
          globalSetup: [
            'scripts/services/chromium-global-setup.ts',
            'scripts/services/firefox-global-setup.ts',
          ],
          // Their people wait more than they work.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...jsx,
        test: {
          name: 'long',
          include: [longTests],
          exclude: everywhere,
          globalSetup: [
            'scripts/services/chromium-global-setup.ts',
            'scripts/services/firefox-global-setup.ts',
          ],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
