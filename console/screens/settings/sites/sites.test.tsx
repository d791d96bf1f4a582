// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../../../../shared/protocol/http.ts';
import type { Site } from '../../../../shared/protocol/sites.ts';
import { stubServer, type Call } from '../../../testing/stub-server.ts';
import { forgetDrafts, unsavedPages } from '../unsaved.ts';
import { npmSnippet, pinnedTag, policyLines, scriptTag } from './embed-snippets.ts';
import SitesPage from './sites-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const props = { me, membership: me.memberships[0]! };
const PATH = '/api/v1/workspaces/W/sites';
const SITE: Site = {
  id: 'S',
  name: 'Shop <b>',
  key: 'KEY',
  host: 'https://chat.test',
  old_keys: [{ key: 'OLD', valid_until: '2026-05-01T10:00:00.000Z' }],
  allowed_origins: [{ origin: 'https://xn--bcher-kva.example', unicode: 'https://bücher.example' }],
  languages: ['en', 'de'],
  default_team_id: null,
  hours: null,
  version: 3,
  archived_at: null,
  created_at: '2026-03-01T10:00:00.000Z',
};

const PINNED = { path: '/v/1.2.3-abc/widget.js', integrity: 'sha384-abc' };

let answers: Record<string, [number, unknown]>;
let calls: Call[];

beforeEach(() => {
  answers = {
    [`GET ${PATH}`]: [200, { sites: [SITE], limit: 50 }],
    [`GET ${PATH}/S`]: [200, SITE],
    'GET /api/v1/widget/pinned': [200, PINNED],
  };
  calls = stubServer((path) => answers[path]);
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const refuse = (status: number, code: string, message: string, field: string): [number, unknown] => [
  status,
  { error: { code, message, field } },
];

describe('the list of sites', () => {
  it('[S12] names the sites as text, and refuses an origin at its field, keeping what was typed', async () => {
    answers[`POST ${PATH}`] = refuse(400, 'bad_request', 'An origin has no path.', 'allowed_origins.0');
    render(<SitesPage {...props} id={undefined} />);
    expect(await screen.findByText('Shop <b>')).toBeTruthy();
    type('Name', 'Second');
    type('Where the widget may run', 'https://a.test/x');
    press('Add site');
    expect(await screen.findByText('An origin has no path.')).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>('Where the widget may run');
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['https://a.test/x', 'true']);
    expect(calls.at(-1)?.body).toEqual({ name: 'Second', allowed_origins: ['https://a.test/x'] });
  });
});

describe('the page of a site', () => {
  const open = async () => {
    render(<SitesPage {...props} id="S" />);
    await screen.findByLabelText('Origin 1');
  };

  it('shows what to paste, the keys that work, and how an encoded origin reads', async () => {
    await open();
    expect(document.body.textContent).toContain(scriptTag(SITE));
    await waitFor(() => expect(document.body.textContent).toContain(pinnedTag(SITE, PINNED)));
    expect(screen.getByText('OLD').parentElement?.textContent).toContain('It works until');
    expect(screen.getByText('Reads as https://bücher.example')).toBeTruthy();
  });

  it('keeps what is typed while somebody looks elsewhere, and says so', async () => {
    await open();
    type('Origin 1', 'https://new.example');
    expect(unsavedPages.value.has('sites')).toBe(true);
    cleanup();
    await open();
    expect(screen.getByLabelText<HTMLInputElement>('Origin 1').value).toBe('https://new.example');
    press('Discard');
    expect(screen.getByLabelText<HTMLInputElement>('Origin 1').value).toBe('https://xn--bcher-kva.example');
    expect(unsavedPages.value.size).toBe(0);
  });

  it('saves upon the version that it showed, and shows what somebody else saved', async () => {
    await open();
    type('Name', 'Mine');
    answers[`PUT ${PATH}/S`] = refuse(409, 'conflict', 'Somebody changed this.', 'version');
    press('Save');
    await screen.findByText('Somebody changed this.');
    expect(calls.at(-1)?.body).toMatchObject({ version: 3, name: 'Mine', languages: ['en', 'de'] });
    answers[`GET ${PATH}/S`] = [200, { ...SITE, version: 4, name: 'Theirs' }];
    press('Look at their changes');
    await screen.findByText(/Saved meanwhile: Theirs/);
    press('Keep mine');
    answers[`PUT ${PATH}/S`] = [200, { ...SITE, version: 5, name: 'Mine' }];
    press('Save');
    await screen.findByText('Saved. In force now.');
    expect(calls.at(-1)?.body).toMatchObject({ version: 4, name: 'Mine' });
    expect(unsavedPages.value.size).toBe(0);
  });

  it('chooses a default team, and hours of its own, and keeps them over a look at the others', async () => {
    answers['GET /api/v1/workspaces/W/teams'] = [200, { teams: [{ id: 'T', name: 'Sales' }] }];
    await open();
    const team = screen.getByLabelText<HTMLSelectElement>('Default team');
    await waitFor(() => expect(team.disabled).toBe(false));
    fireEvent.change(team, { target: { value: 'T' } });
    expect(await screen.findByLabelText('Those of Sales, the default team')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Its own hours'));
    type('Monday, from', '10:00');
    fireEvent.click(screen.getByLabelText('Those of Sales, the default team'));
    expect(screen.queryByLabelText('Monday, from')).toBeNull();
    fireEvent.click(screen.getByLabelText('Its own hours'));
    expect(screen.getByLabelText<HTMLInputElement>('Monday, from').value).toBe('10:00');
    answers[`PUT ${PATH}/S`] = refuse(400, 'bad_request', 'That is no time.', 'hours.weekly.0.0.from');
    press('Save');
    await screen.findByText('That is no time.');
    expect(screen.getByLabelText('Monday, from').getAttribute('aria-invalid')).toBe('true');
    expect(calls.at(-1)?.body).toMatchObject({
      default_team_id: 'T',
      hours: { weekly: expect.arrayContaining([[{ from: '10:00', to: '17:00' }]]) as unknown },
    });
    press('Discard');
    expect(team.value).toBe('');
  });

  it('rotates the key with a grace of seven days unless told otherwise', async () => {
    await open();
    answers[`POST ${PATH}/S/rotate-key`] = [200, { ...SITE, key: 'NEW' }];
    press('Rotate key');
    expect(screen.getByLabelText<HTMLInputElement>(/still works/).value).toBe('7');
    press('Rotate key');
    await waitFor(() => expect(document.body.textContent).toContain('/w/NEW.js'));
    expect(calls.at(-1)?.body).toEqual({ grace_days: 7 });
  });

  it('asks twice before it archives', async () => {
    await open();
    press('Archive site');
    expect(calls.every(({ path }) => path.startsWith('GET'))).toBe(true);
    answers[`POST ${PATH}/S/archive`] = [200, { ...SITE, archived_at: '2026-04-01T10:00:00.000Z' }];
    press('Yes, stop its widget');
    expect(await screen.findByText('This site is archived')).toBeTruthy();
  });
});

it('the snippets name the server and the key', () => {
  expect(scriptTag(SITE)).toBe(
    '<script async crossorigin charset="utf-8" src="https://chat.test/w/KEY.js"></script>',
  );
  expect(pinnedTag(SITE, PINNED).replace(/\s+/g, ' ')).toBe(
    '<script async crossorigin="anonymous" charset="utf-8" data-site="KEY" integrity="sha384-abc" src="https://chat.test/v/1.2.3-abc/widget.js"></script>',
  );
  expect(npmSnippet(SITE)).toContain("createChat({ site: 'KEY', host: 'https://chat.test' })");
  expect(policyLines({ ...SITE, host: 'https://chat.test/b' })).toBe(
    'script-src https://chat.test;\nconnect-src https://chat.test wss://chat.test;',
  );
});
