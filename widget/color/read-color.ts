import type { Rgb } from './contrast.ts';

/** What a computed mix says, as the 8-bit colour that will be painted; null when it says none. */
export const parseComputed = (computed: string): Rgb | null => {
  const channels = /^color\(srgb (\S+) (\S+) ([^\s)]+)/.exec(computed);
  if (!channels) return null;
  return channels.slice(1).map((c) => Math.round(Math.min(1, Math.max(0, +c || 0)) * 255) / 255) as never;
};

/**
 * Any CSS colour as sRGB, by way of the style engine: it alone knows every notation. A mix of a colour with itself
 * computes to `color(srgb …)`, also where the colour's own notation would come back unresolved.
 */
export const readColor = (probe: HTMLElement, css: string): Rgb | null => {
  probe.style.color = `color-mix(in srgb,${css},${css})`;
  const color = parseComputed(probe.style.color && getComputedStyle(probe).color);
  probe.style.color = '';
  return color;
};
