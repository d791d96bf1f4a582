import { expect, it } from 'vitest';
import { useStage } from './harness/use-stage.ts';
import { nothingAmiss, openSettings, walkSettings } from './harness/walk-settings.ts';

const stage = useStage();

it('every page is reached, Tab comes to all that is on it, and the focus is seen', async () => {
  const findings = await walkSettings(await openSettings(stage, 'Members'));
  expect(Object.keys(findings).length).toBeGreaterThanOrEqual(9);
  expect(findings).toEqual(nothingAmiss(findings));
});
