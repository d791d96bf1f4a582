// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import type { QuickResponsePage } from '../../shared/protocol/quick-responses.ts';
import { stubServer } from '../testing/stub-server.ts';
import { account } from './account.ts';
import { createQuickLibrary, quickLibrary } from './quick-library.ts';

const PATH = 'GET /api/v1/workspaces/w/quick-responses';
const page = (version: string, shortcuts: string[], next: string | null = null): QuickResponsePage => ({
  version,
  responses: shortcuts.map((shortcut) => ({
    ...{ id: shortcut, scope: 'workspace', team: null, shortcut, title: shortcut },
    ...{ folder: '', text: 'x', uses: 0 },
  })) as QuickResponsePage['responses'],
  next,
  sites: [{ id: 's', name: 'Shop' }],
});

afterEach(() => vi.unstubAllGlobals());

it('reads all pages once, and again only when the version is another one', async () => {
  let version = '1';
  let more = ['b'];
  const calls = stubServer((path) => {
    if (path === PATH) return [200, page(version, ['a'], 'a')];
    if (path === `${PATH}?after=a`) return [200, page(version, more)];
    return path === `${PATH}/version` ? [200, { version }] : undefined;
  });
  const paths = () => calls.splice(0).map(({ path }) => path);
  let now = 0;
  const library = createQuickLibrary('w', () => now);
  await Promise.all([library.refresh(), library.refresh()]);
  expect(paths()).toEqual([PATH, `${PATH}?after=a`]);
  expect(library.value.value?.index.find('b').map(({ id }) => id)).toEqual(['b']);
  expect(library.value.value?.siteNames.get('s')).toBe('Shop');
  await library.refresh();
  expect(paths()).toEqual([]);
  now = 10_001;
  await library.refresh();
  expect(paths()).toEqual([`${PATH}/version`]);
  [version, more] = ['2', ['c']];
  await library.reload();
  expect(library.value.value?.index.find('').map(({ id }) => id)).toEqual(['a', 'c']);
});

it('keeps what it knows when the server is away, and asks again the next time', async () => {
  let isAway = false;
  stubServer((path) => {
    if (isAway) return [503, { error: { code: 'unavailable', message: 'away' } }];
    return path === PATH ? [200, page('1', ['a'])] : [200, { version: '1' }];
  });
  const library = createQuickLibrary('w', () => 0);
  await library.refresh();
  isAway = true;
  await library.reload();
  expect(library.error.value).toMatchObject({ code: 'unavailable' });
  expect(library.value.value?.responses).toHaveLength(1);
  isAway = false;
  await library.refresh();
  expect(library.error.value).toBeUndefined();
});

it('[S10] is forgotten when its member signs out', () => {
  const known = quickLibrary('w', 'm');
  expect(quickLibrary('w', 'm')).toBe(known);
  expect(quickLibrary('w', 'other')).not.toBe(known);
  account.value = { state: 'signed-out' };
  expect(quickLibrary('w', 'm')).not.toBe(known);
});
