import type { AccentReport } from '../../shared/widget-settings/preview-messages.ts';
import { contrast, textOn } from '../color/contrast.ts';
import { readColor } from '../color/read-color.ts';
import { themeColors } from '../color/theme-colors.ts';

/** What the widget makes of an accent; null where it can't read it. */
export const reportAccent = (probe: HTMLElement, accent: string): AccentReport | null => {
  const color = CSS.supports('color', accent) ? readColor(probe, accent) : null;
  if (!color) return null;
  return {
    contrast: contrast(textOn(color), color),
    adjusted: (['light', 'dark'] as const).filter(
      (theme) => contrast(themeColors(color, theme).fill, color) > 1.01,
    ),
  };
};
