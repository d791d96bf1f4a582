import { DEFAULT_ACCENT, DEFAULT_OFFSET_PX } from './default-look.ts';
import { DEFAULT_OFFLINE_FORM } from './offline-form.ts';
import { DEFAULT_PRE_CHAT } from './pre-chat.ts';
import { DEFAULT_RATING } from './rating.ts';
import type { WidgetSettings } from './schema.ts';

/** What a new site looks like, and how it behaves. */
export const defaultSettings = (name: string): WidgetSettings => ({
  shape: 3,
  name,
  accent: DEFAULT_ACCENT,
  greeting: '',
  position: 'right',
  theme: 'auto',
  launcher: { icon: 'bubble', label: '', side: DEFAULT_OFFSET_PX, bottom: DEFAULT_OFFSET_PX },
  texts: {},
  pre_chat: DEFAULT_PRE_CHAT,
  offline: DEFAULT_OFFLINE_FORM,
  rating: DEFAULT_RATING,
  greetings: [],
  consent: 'implied',
});
