import { it } from 'vitest';
import { lookAtSettings, PHONE } from './harness/look-at-settings.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

it('axe finds nothing serious in the settings and nothing scrolls sideways (ar, dark, phone)', () =>
  lookAtSettings(stage, 'ar', [{ viewport: PHONE, colorScheme: 'dark' }]));
