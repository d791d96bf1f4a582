import { contrast, TEXT_CONTRAST, textOn, WHITE, type Rgb } from './contrast.ts';

/** What a bubble must differ from the surface behind it, so that it can be seen as one. */
const SHAPE_CONTRAST = 1.6;
const SURFACES: Readonly<Record<'light' | 'dark', Rgb>> = { light: WHITE, dark: [0.102, 0.112, 0.13] };

export interface ThemeColors {
  /** Bubbles of the visitor and the primary button. */
  fill: Rgb;
  onFill: Rgb;
  /** The accent as text or line on the surface. */
  ink: Rgb;
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((channel, at) => channel + ((to[at] ?? 0) - channel) * share) as unknown as Rgb;

/** The colour, moved away from the surface no further than the contrast asks for. */
const standOut = (color: Rgb, surface: Rgb, ratio: number): Rgb => {
  const away = textOn(surface);
  for (let share = 0; share < 1; share += 0.05) {
    const moved = mix(color, away, share);
    if (contrast(moved, surface) >= ratio) return moved;
  }
  return away;
};

/** Any accent an admin may choose, as colours that can be read and seen in this theme. */
export const themeColors = (accent: Rgb, theme: 'light' | 'dark'): ThemeColors => {
  const surface = SURFACES[theme];
  const fill = standOut(accent, surface, SHAPE_CONTRAST);
  return { fill, onFill: textOn(fill), ink: standOut(accent, surface, TEXT_CONTRAST) };
};
