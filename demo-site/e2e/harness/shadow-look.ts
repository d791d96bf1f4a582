import type { Page } from 'playwright-core';

/** What a page's CSS could change of the widget without our CSS saying so. */
const PROPERTIES = [
  'display',
  'visibility',
  'opacity',
  'color',
  'background-color',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'line-height',
  'letter-spacing',
  'word-spacing',
  'text-transform',
  'text-indent',
  'text-align',
  'cursor',
  'border-radius',
  'box-sizing',
  'transform',
  'fill',
  'stroke',
  'resize',
  'direction',
  'transition-property',
];

export type Look = Array<Record<string, string>>;

/** Each element of the widget as it is drawn: where, how big, in which style. */
export const shadowLook = (page: Page): Promise<Look> =>
  page.evaluate((properties) => {
    const root = document.querySelector('bellhop-chat')?.shadowRoot;
    if (!root) throw new Error('There is no widget on this page.');
    return [...root.querySelectorAll('*')].map((element) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const place = [box.x, box.y, box.width, box.height].map((side) => Math.round(side)).join(' ');
      return Object.fromEntries([
        ['element', `${element.localName}.${element.getAttribute('class') ?? ''}`],
        ['place', place],
        ...properties.map((name) => [name, style.getPropertyValue(name)]),
      ]);
    });
  }, PROPERTIES);
