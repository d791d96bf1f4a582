import type { PublicSettings } from './public-settings.ts';
import type { TextGroup, WidgetLanguage } from './text-keys.ts';
import type { OwnText } from './texts.ts';

/** What the editor and the page that shows the real widget say to each other. Both stand on the console's origin. */

/** Where the preview's page is, on the console's origin. */
export const PREVIEW_PATH = '/console/preview.html';

export interface PreviewScene {
  type: 'bellhop-preview:show';
  settings: PublicSettings;
  place: 'closed' | 'open' | 'conversation';
  /** Shown beside the closed launcher. */
  greeting?: string;
  theme: 'light' | 'dark';
  locale: string;
  /** What is said in the conversation that is shown, in the console's language. */
  sample: { agent: string; question: string; answer: string };
}

/** Every string of the widget, in every language that it speaks. */
export type WidgetWords = Readonly<
  Record<WidgetLanguage, Readonly<Record<TextGroup, Readonly<Record<string, OwnText>>>>>
>;

/** The page is there, and says with which words the widget fills what the site leaves open. */
export interface PreviewReady {
  type: 'bellhop-preview:ready';
  texts: WidgetWords;
}

/** What became of a scene. */
export interface PreviewShown {
  type: 'bellhop-preview:shown';
  place: PreviewScene['place'];
  /** Null when the widget can't read the colour, and shows its own. */
  accent: AccentReport | null;
}

export interface AccentReport {
  /** Contrast of what stands on the accent, from 1 to 21; 4.5 is enough to be read. */
  contrast: number;
  /** The themes in which the accent itself is too close to the background, and is shown stronger or paler. */
  adjusted: Array<'light' | 'dark'>;
}

export type FromPreview = PreviewReady | PreviewShown;

interface Heard {
  origin: string;
  source: unknown;
  data: unknown;
}

/** [S16] A message of this kind, from this window on this origin; null for everything else that pages send around. */
export function readMessage<M extends { type: string }>(
  heard: Heard,
  from: { origin: string; source: unknown },
  ...types: readonly M['type'][]
): M | null {
  if (heard.origin !== from.origin || heard.source !== from.source || heard.source === null) return null;
  const { data } = heard;
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  return types.includes(data.type as M['type']) ? (data as M) : null;
}
