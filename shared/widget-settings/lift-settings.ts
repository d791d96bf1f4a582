import { z } from 'zod';
import { defaultSettings } from './default-settings.ts';
import { SETTINGS_SHAPE, widgetSettings, type WidgetSettings } from './schema.ts';

/** As stored before shapes had numbers. */
const firstShape = z.object({
  name: z.string(),
  accent: z.string(),
  greeting: z.string(),
  position: z.enum(['right', 'left']),
});

/** Texts as they were while the widget spoke English alone: two of the launcher, the others of the panel. */
const secondTexts = z.record(z.string(), z.string());

const byCatalogue = ({ openChat = '', closeChat = '', ...panel }: Record<string, string>) => {
  const isSaid = [openChat, closeChat, ...Object.values(panel)].some(Boolean);
  return isSaid ? { en: { launcher: { openChat, closeChat }, panel } } : {};
};

type Step = (stored: Record<string, unknown>) => Record<string, unknown>;

/** From each shape to the next one. Steps are never changed: rows of any age are in somebody's database. */
const STEPS: Readonly<Record<number, Step>> = {
  1: (stored) => {
    const first = firstShape.parse(stored);
    const { shape: _shape, ...plain } = defaultSettings(first.name);
    return { ...plain, ...first, shape: 2 };
  },
  2: (stored) => ({
    ...defaultSettings(String(stored['name'])),
    ...stored,
    texts: byCatalogue(secondTexts.parse(stored['texts'])),
    shape: 3,
  }),
};

/** Stored settings of any age in today's shape. Throws for what no version of Bellhop has written. */
export function liftSettings(stored: unknown): WidgetSettings {
  let current = z.record(z.string(), z.unknown()).parse(stored);
  for (let shape = shapeOf(current); shape < SETTINGS_SHAPE; shape++) {
    const step = STEPS[shape];
    if (!step) throw new Error(`No step leads on from the widget settings of shape ${shape}`);
    current = step(current);
  }
  if (shapeOf(current) !== SETTINGS_SHAPE) {
    throw new Error(`Widget settings of shape ${shapeOf(current)} are from a later version of Bellhop`);
  }
  return widgetSettings.parse(current);
}

const shapeOf = (settings: Record<string, unknown>): number =>
  settings['shape'] === undefined ? 1 : z.int().min(1).parse(settings['shape']);
