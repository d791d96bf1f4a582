import { describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { isPage, isPagePattern } from './greeting-rules.ts';
import { greetings, type Greeting } from './greetings.ts';
import { launcherPart, toPublicSettings } from './public-settings.ts';

const HELLO: Greeting = {
  id: 'hello1',
  text: 'Can we help?',
  page: '',
  event: '',
  seconds: 0,
  visitor: 'any',
  once: 'visitor',
};
const fieldOf = (...all: unknown[]) => greetings.safeParse(all).error?.issues[0]?.path.join('.');

describe('isPage', () => {
  it.each([
    ['/pricing', '/pricing', true],
    ['/pricing', '/pricing/', true],
    ['/pricing', '/pricing/x', false],
    ['/', '/', true],
    ['/', '/x', false],
    ['/shop/*', '/shop/pots/1', true],
    ['/shop/*', '/shop', false],
    ['/shop*', '/shop', true],
    ['*/cart', '/de/cart', true],
    ['*/cart', '/de/carts', false],
    ['/*/a/*/b', '/x/a/y/b', true],
    ['/*/a/*/b', '/x/a/b', false],
    ['/a*a', '/a', false],
    ['*', '/anything', true],
    ['/a.b', '/axb', false],
  ])('%s holds of %s: %s', (pattern, path, holds) => expect(isPage(pattern, path)).toBe(holds));

  it('takes a long odd path in a moment', () => {
    const from = performance.now();
    expect(isPage('/*a*a*a*a*b', `/${'a'.repeat(100_000)}`)).toBe(false);
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('knows a pattern', () => {
    expect(['/x', '*x', '/a*b*'].every(isPagePattern)).toBe(true);
    expect(['x', 'https://shop.test/', '/x?y', '/x#y', '/a b', '/******'].some(isPagePattern)).toBe(false);
  });
});

describe('the schema of greetings', () => {
  it('takes what is right', () => {
    expect(
      greetings.parse([HELLO, { ...HELLO, id: 'cart2', event: 'cart.full', page: '/shop/*' }]),
    ).toHaveLength(2);
  });

  it.each([
    ['no text', { text: ' ' }, '0.text'],
    ['a long text', { text: 'x'.repeat(201) }, '0.text'],
    ['a text of two lines', { text: 'a\nb' }, '0.text'],
    ['another site', { page: 'https://other.test/' }, '0.page'],
    ['half a second', { seconds: 0.5 }, '0.seconds'],
    ['two hours', { seconds: 7_200 }, '0.seconds'],
    ['an odd event', { event: 'a b' }, '0.event'],
    ['an id that is none', { id: '__proto__' }, '0.id'],
    ['an unknown visitor', { visitor: 'rich' }, '0.visitor'],
    ['more than it has', { html: '<b>' }, '0'],
  ])('refuses %s by its field', (_what, over, field) => expect(fieldOf({ ...HELLO, ...over })).toBe(field));

  it('refuses two of one id, and more than ten', () => {
    expect(fieldOf(HELLO, HELLO)).toBe('1.id');
    const many = Array.from({ length: 11 }, (_, at) => ({ ...HELLO, id: `hello${at}` }));
    expect(fieldOf(...many)).toBe('');
  });
});

it('a page without greetings pays nothing, one with them a flag before the first click', () => {
  const settings = defaultSettings('Shop');
  expect(toPublicSettings(settings)).toEqual({ name: 'Shop' });
  const greets = toPublicSettings({ ...settings, greetings: [{ ...HELLO, seconds: 5, once: 'session' }] });
  expect(greets).toEqual({
    name: 'Shop',
    aside: true,
    greetings: [{ id: 'hello1', text: 'Can we help?', seconds: 5, once: 'session' }],
  });
  expect(launcherPart(greets)).toEqual({ name: '', aside: true, more: true });
});
