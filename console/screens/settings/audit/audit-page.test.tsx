// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../../../shared/audit/audit-entry.ts';
import type { Me } from '../../../../shared/protocol/http.ts';
import AuditPage from './audit-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const props = { me, membership: me.memberships[0]!, id: undefined };
const PATH = '/api/v1/workspaces/W/audit';

const entry = (id: string, label: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: '2027-01-02T03:04:05.000Z',
  actor: { kind: 'agent', id: 'M', name: 'Ada' },
  action: 'member.role_changed',
  target: { type: 'member', id: 'X', label },
  details: { from: 'agent', to: 'admin' },
  ...more,
});

let asked: URL[];
let pages: (query: URLSearchParams) => [number, unknown];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'https://chat.test');
    if (url.pathname === `${PATH}/filters`) {
      return Response.json({ actors: [{ id: 'M', name: 'Ada' }], actions: ['member.role_changed'] });
    }
    asked.push(url);
    const [status, body] = pages(url.searchParams);
    return Response.json(body, { status });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('lists who did what to what, and more on demand', async () => {
  const tag = '<img src=x onerror=alert(1)>';
  pages = (query) =>
    query.has('before')
      ? [
          200,
          {
            entries: [entry('1', 'First', { actor: { kind: 'operator', id: null, name: 'x' } })],
            next: null,
          },
        ]
      : [200, { entries: [entry('2', tag)], next: '2' }];
  render(<AuditPage {...props} />);
  const row = (await screen.findByText(tag)).closest('tr');
  expect(row?.textContent).toContain('Ada');
  expect(row?.textContent).toContain('Role of a member changed');
  expect(row?.textContent).toContain('"to": "admin"');
  expect(document.querySelector('img')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  expect((await screen.findByText('First')).closest('tr')?.textContent).toContain('Command line');
  expect(screen.getByText(tag)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
});

it('narrows the list and the export alike, with both days counted', async () => {
  pages = (query) => [200, { entries: query.get('q') === 'mo' ? [] : [entry('2', 'Mo')], next: null }];
  render(<AuditPage {...props} />);
  await screen.findByText('Mo');
  fireEvent.input(screen.getByLabelText('Search'), { target: { value: ' mo ' } });
  fireEvent.change(screen.getByLabelText('Who'), { target: { value: 'M' } });
  fireEvent.input(screen.getByLabelText('From'), { target: { value: '2027-01-02' } });
  fireEvent.input(screen.getByLabelText('To'), { target: { value: '2027-01-02' } });
  await screen.findByText('Nothing like that happened');
  const query = Object.fromEntries(asked.at(-1)!.searchParams);
  expect(query).toMatchObject({ actor: 'M', q: 'mo', from: new Date(2027, 0, 2).toISOString() });
  expect(query['to']).toBe(new Date(2027, 0, 3).toISOString());
  const csv = new URL(screen.getByRole<HTMLAnchorElement>('link', { name: 'Export as CSV' }).href);
  expect(Object.fromEntries(csv.searchParams)).toEqual({ ...query, format: 'csv' });
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  await screen.findByText('Mo');
});

it('says when nothing was changed yet, and when it could not be loaded', async () => {
  pages = () => [500, {}];
  render(<AuditPage {...props} />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  pages = () => [200, { entries: [], next: null }];
  fireEvent.click(again);
  await waitFor(() => expect(screen.getByText('Nothing was changed yet')).toBeTruthy());
});
