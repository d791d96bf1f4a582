// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { PERMISSIONS, WORKSPACE_PERMISSIONS } from '../../../shared/authority/permissions.ts';
import { t } from '../../i18n/translate.ts';
import RolesPage from './roles/roles-page.tsx';
import { pagesFor, SETTINGS_PAGES } from './pages.ts';
import { searchPages } from './search-pages.ts';
import { SettingsRail } from './settings-rail.tsx';
import { forgetDrafts, keepDraft } from './unsaved.ts';

const place = document.createElement('div');
document.body.append(place);
const show = (node: preact.ComponentChild) => act(() => render(node, place));
const links = () => [...place.querySelectorAll<HTMLAnchorElement>('nav a')];

afterEach(() => {
  render(null, place);
  forgetDrafts();
});

describe('the rail of the settings', () => {
  const rail = (role: 'owner' | 'admin' | 'agent') =>
    show(
      <SettingsRail
        workspace="W"
        pages={pagesFor(role)}
        current={SETTINGS_PAGES.find(({ path }) => path === 'roles')}
      />,
    );

  it('links every page that a role may open, and no other', async () => {
    for (const role of ['owner', 'admin', 'agent'] as const) {
      await rail(role);
      const may = SETTINGS_PAGES.filter(({ permission }) =>
        (PERMISSIONS[permission].roles as readonly string[]).includes(role),
      );
      const shown = links().map((link) => link.getAttribute('href'));
      expect(shown.toSorted()).toEqual(may.map(({ path }) => `/console/w/W/settings/${path}`).toSorted());
    }
    expect(pagesFor('agent').length).toBeLessThanOrEqual(pagesFor('admin').length);
  });

  it('names every page and address once', () => {
    expect(new Set(SETTINGS_PAGES.map(({ path }) => path)).size).toBe(SETTINGS_PAGES.length);
    expect(new Set(SETTINGS_PAGES.map(({ title }) => t(title))).size).toBe(SETTINGS_PAGES.length);
  });

  it('finds pages by their name and by the settings in them', async () => {
    await rail('owner');
    const search = place.querySelector('input')!;
    const type = (query: string) =>
      act(() => {
        search.value = query;
        search.dispatchEvent(new Event('input', { bubbles: true }));
      });
    await type('ROL');
    expect(links().map((link) => link.textContent)).toContain('Roles');
    await type('no such setting');
    expect(links()).toEqual([]);
    expect(place.querySelector('[role=status]')!.textContent).toContain('no such setting');
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  });

  it('shows which pages hold something unsaved, until it is discarded', async () => {
    await rail('owner');
    expect(place.querySelector('.unsaved-dot')).toBeNull();
    await act(() => keepDraft('roles', 'form', { name: 'x' }));
    expect(place.querySelector('[aria-current] .unsaved-dot')).not.toBeNull();
    const leaving = new Event('beforeunload', { cancelable: true });
    expect(dispatchEvent(leaving)).toBe(false);
    await act(() => keepDraft('roles', 'form', undefined));
    expect(place.querySelector('.unsaved-dot')).toBeNull();
    expect(dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true);
  });

  it('searches without case and accents', () => {
    for (const page of SETTINGS_PAGES) {
      const [found, ...others] = searchPages([page], t(page.title).toUpperCase());
      expect([found, others]).toEqual([{ page, names: [] }, []]);
    }
    expect(searchPages(SETTINGS_PAGES, 'zzz')).toEqual([]);
    const accented = { ...SETTINGS_PAGES.find(({ path }) => path === 'hours')!, settings: [] };
    expect(searchPages([accented], 'BÚSINESS HÓURS')).toHaveLength(1);
  });
});

describe('the table of roles', () => {
  it('says of every role and permission what the routes enforce', async () => {
    await show(<RolesPage />);
    for (const permission of WORKSPACE_PERMISSIONS) {
      const roles: readonly string[] = PERMISSIONS[permission].roles;
      for (const role of ['owner', 'admin', 'agent']) {
        const cell = place.querySelector(`[data-role="${role}"][data-permission="${permission}"]`)!;
        expect(cell.textContent).toContain(roles.includes(role) ? 'Yes' : 'No');
      }
    }
    expect(place.querySelectorAll('tbody tr')).toHaveLength(WORKSPACE_PERMISSIONS.length);
  });
});
