import type { WidgetSettings } from './schema.ts';

/** What a new site looks like, and what the widget assumes of what its site does not say. */
export const defaultSettings = (name: string): WidgetSettings => ({
  shape: 2,
  name,
  accent: DEFAULT_ACCENT,
  greeting: '',
  position: 'right',
  theme: 'auto',
  launcher: { icon: 'bubble', label: '', side: DEFAULT_OFFSET_PX, bottom: DEFAULT_OFFSET_PX },
  texts: {},
});

export const DEFAULT_ACCENT = '#00704e';
export const DEFAULT_OFFSET_PX = 20;
