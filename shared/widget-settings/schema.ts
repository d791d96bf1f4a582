import { z } from 'zod';
import { personName } from '../protocol/text.ts';
import { isColorSyntax } from './color-syntax.ts';
import { greetings } from './greetings.ts';
import { offlineForm } from './offline-form.ts';
import { preChat } from './pre-chat.ts';
import { ratingSettings } from './rating.ts';
import {
  MAX_GREETING,
  MAX_LAUNCHER_LABEL,
  MAX_OFFSET_PX,
  maxTextLength,
  TEXT_KEYS,
  type TextKey,
} from './text-keys.ts';

/** The version of the shape below. A change that old rows don't fit takes the next one, and a step in lift-settings.ts. */
export const SETTINGS_SHAPE = 3;

const CONTROL = /[^\P{Cc}\n]/u;

/** Text that may have several lines, and may be empty. */
const lines = (max: number) =>
  z
    .string()
    .transform((text) => text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.length <= max, `At most ${max} characters fit here.`)
    .refine((text) => !CONTROL.test(text), 'This holds a character that cannot be shown. Type it again.');

const line = (max: number) =>
  lines(max).refine((text) => !text.includes('\n'), 'This must be one line. Remove the line break.');

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

const texts = Object.fromEntries(
  TEXT_KEYS.map((key) => [key, line(maxTextLength(key)).optional()]),
) as Record<TextKey, z.ZodOptional<ReturnType<typeof line>>>;

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
  texts: z.strictObject(texts),
  pre_chat: preChat,
  offline: offlineForm,
  rating: ratingSettings,
  greetings,
  /** `required`: nothing is stored and nobody is greeted before the visitor agreed. */
  consent: z.enum(['implied', 'required']),
});

export type WidgetSettings = z.infer<typeof widgetSettings>;
