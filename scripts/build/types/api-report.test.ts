import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiReport, REPORT } from './api-report.ts';

// A compiler starts twice.
const TIMEOUT_MS = 60_000;

it(
  'is the public surface as it stands: after a change that is meant, run `npm run api-report`',
  { timeout: TIMEOUT_MS },
  async () => {
    expect(await apiReport()).toBe(readFileSync(REPORT, 'utf8'));
  },
);
