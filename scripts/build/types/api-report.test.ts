import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiReport, REPORT } from './api-report.ts';

it('is the public surface as it stands: after a change that is meant, run `npm run api-report`', async () => {
  expect(await apiReport()).toBe(readFileSync(REPORT, 'utf8'));
});
