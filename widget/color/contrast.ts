/** WCAG contrast on sRGB colours of three channels, each from 0 to 1. */
export type Rgb = readonly [number, number, number];

export const WHITE: Rgb = [1, 1, 1];
export const BLACK: Rgb = [0, 0, 0];
/** The least contrast of text with what is behind it. */
export const TEXT_CONTRAST = 4.5;

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

export const contrast = (one: Rgb, other: Rgb): number => {
  const a = luminance(one) + 0.05;
  const b = luminance(other) + 0.05;
  return a > b ? a / b : b / a;
};

/** White where it can be read, else black, which can be read wherever white cannot. */
export const textOn = (background: Rgb): Rgb =>
  contrast(WHITE, background) >= TEXT_CONTRAST ? WHITE : BLACK;

export const toCss = (color: Rgb): string => `rgb(${color.map((channel) => Math.round(channel * 255))})`;
