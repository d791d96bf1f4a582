import { z } from 'zod';
import { personName } from '../protocol/text.ts';
import { isColorSyntax } from './color-syntax.ts';
import { greetings } from './greetings.ts';
import { offlineForm } from './offline-form.ts';
import { preChat } from './pre-chat.ts';
import { ratingSettings } from './rating.ts';
import { line, lines } from './plain-text.ts';
import { MAX_GREETING, MAX_LAUNCHER_LABEL, MAX_OFFSET_PX } from './text-keys.ts';
import { ownTexts } from './texts.ts';

/** The version of the shape below. A change that old rows don't fit takes the next one, and a step in lift-settings.ts. */
export const SETTINGS_SHAPE = 3;

const offset = z
  .int('Give whole pixels.')
  .min(0, `From 0 to ${MAX_OFFSET_PX} pixels.`)
  .max(MAX_OFFSET_PX, `From 0 to ${MAX_OFFSET_PX} pixels.`);

export const accentColor = z
  .string()
  .transform((color) => color.trim())
  .refine(
    isColorSyntax,
    'This is not a colour. Write it as #2f6f4e, or as CSS does: rgb(…), oklch(…), teal.',
  );

/** What an admin decides about the widget of a site. An empty text means the widget's own words. */
export const widgetSettings = z.strictObject({
  shape: z.literal(SETTINGS_SHAPE),
  /** Names the chat: its panel, and who speaks for it. */
  name: personName,
  accent: accentColor,
  greeting: lines(MAX_GREETING),
  position: z.enum(['right', 'left']),
  theme: z.enum(['auto', 'light', 'dark']),
  launcher: z
    .strictObject({
      icon: z.enum(['bubble', 'question', 'none']),
      label: line(MAX_LAUNCHER_LABEL),
      /** px from the side and from the bottom of the window. */
      side: offset,
      bottom: offset,
    })
    .refine(({ icon, label }) => icon !== 'none' || label !== '', {
      path: ['label'],
      message: 'Without an icon the launcher needs a label.',
    }),
  texts: ownTexts,
  pre_chat: preChat,
  offline: offlineForm,
  rating: ratingSettings,
  greetings,
  /** `required`: nothing is stored and nobody is greeted before the visitor agreed. */
  consent: z.enum(['implied', 'required']),
});

export type WidgetSettings = z.infer<typeof widgetSettings>;
