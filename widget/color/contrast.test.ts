import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLACK, contrast, TEXT_CONTRAST, textOn, WHITE, type Rgb } from './contrast.ts';
import { parseComputed } from './read-color.ts';
import { themeColors } from './theme-colors.ts';

const channel = fc.integer({ min: 0, max: 255 }).map((value) => value / 255);
const color = fc.tuple(channel, channel, channel) as fc.Arbitrary<Rgb>;
const painted = (rgb: Rgb): Rgb => rgb.map((value) => Math.round(value * 255) / 255) as unknown as Rgb;

describe('contrast', () => {
  it('agrees with the numbers of WCAG', () => {
    expect(contrast(WHITE, BLACK)).toBeCloseTo(21, 5);
    expect(contrast([0x77 / 255, 0x77 / 255, 0x77 / 255], WHITE)).toBeCloseTo(4.48, 2);
  });

  it('finds text that can be read on any colour', () => {
    fc.assert(
      fc.property(color, (background) => contrast(textOn(background), background) >= TEXT_CONTRAST),
      { numRuns: 2_000 },
    );
  });

  it('makes any accent readable and visible in both themes', () => {
    fc.assert(
      fc.property(color, fc.constantFrom('light' as const, 'dark' as const), (accent, theme) => {
        const surface: Rgb = theme === 'light' ? WHITE : [0.102, 0.112, 0.13];
        const { fill, onFill, ink } = themeColors(accent, theme);
        expect(contrast(painted(onFill), painted(fill))).toBeGreaterThan(TEXT_CONTRAST - 0.05);
        expect(contrast(ink, surface)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        expect(contrast(fill, surface)).toBeGreaterThanOrEqual(1.6);
      }),
    );
  });

  it('leaves an accent alone that needs no help', () => {
    const green: Rgb = [0, 0.44, 0.306];
    expect(themeColors(green, 'light')).toEqual({ fill: green, onFill: WHITE, ink: green });
  });
});

describe('parseComputed', () => {
  it('reads what a mix computes to, clamped to what will be painted', () => {
    expect(parseComputed('color(srgb 1 0 0)')).toEqual([1, 0, 0]);
    expect(parseComputed('color(srgb -0.2 1.3 0.5 / 0.4)')).toEqual([0, 1, 128 / 255]);
    expect(parseComputed('color(srgb none 1e-7 0)')).toEqual([0, 0, 0]);
  });

  it('refuses everything else', () => {
    for (const text of ['', 'red', 'rgb(1 2 3)', 'color(display-p3 1 0 0)'])
      expect(parseComputed(text)).toBeNull();
  });
});
