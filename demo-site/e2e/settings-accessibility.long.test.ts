import { it } from 'vitest';
import { lookAtSettings, PHONE, TABLET } from './harness/look-at-settings.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();

// Colours do not hang on the language, nor the layout on the colours: each pair of two is looked at once.
it.each([
  [
    'en',
    [
      { viewport: TABLET, colorScheme: 'light' },
      { viewport: PHONE, colorScheme: 'dark' },
    ],
  ],
  [
    'ar',
    [
      { viewport: TABLET, colorScheme: 'dark' },
      { viewport: PHONE, colorScheme: 'light' },
    ],
  ],
] as const)('axe finds nothing serious in the settings and nothing scrolls sideways (%s)', (locale, looks) =>
  lookAtSettings(stage, locale, looks),
);
