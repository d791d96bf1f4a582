import { DEFAULT_ACCENT, DEFAULT_OFFSET_PX } from '../../shared/widget-settings/default-look.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';

/** Colour and place, as the site has them. A colour that this engine can't read is not one, nor is more than a colour. */
export const dress = (
  { style }: HTMLElement,
  { accent = '', side = DEFAULT_OFFSET_PX, bottom = DEFAULT_OFFSET_PX }: PublicSettings,
): void => {
  style.cssText += `;--a:${CSS.supports('color', accent) ? accent : DEFAULT_ACCENT};--x:${side}px;--y:${bottom}px`;
};
