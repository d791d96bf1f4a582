// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { VisitorDetails, VisitorSummary } from '../../../shared/protocol/visitors.ts';
import { makeConversation } from '../../testing/make-conversation.ts';
import { forgetDrafts, unsavedPages } from '../settings/unsaved.ts';
import { VisitorList } from './visitor-list.tsx';
import { VisitorPage } from './visitor-page.tsx';

const WS = 'w';
const summary = (id: string, name: string | null): VisitorSummary => ({
  id,
  name,
  email: null,
  site: { id: 's', name: 'Shop' },
  first_seen_at: '2026-05-01T09:00:00.000Z',
  last_seen_at: '2026-05-02T09:00:00.000Z',
  blocked_at: null,
  erased_at: null,
  conversations: 1,
  open_conversations: 0,
  verified: false,
});
const lena: VisitorDetails = {
  ...summary('lena', 'Lena <b>'),
  attributes: { plan: 'gold', orders: 3 },
  sources: {},
  subject: null,
};
const PATH = `/workspaces/${WS}/visitors`;

const sent: [string, string, unknown][] = [];
let answers: Record<string, (query: URLSearchParams) => Response>;

beforeEach(() => {
  sent.length = 0;
  answers = {
    [`GET ${PATH}`]: () => Response.json({ visitors: [lena, summary('karl', 'Karl')], next: null }),
    [`GET ${PATH}/lena`]: () => Response.json(lena),
    [`GET ${PATH}/lena/conversations`]: () =>
      Response.json({ conversations: [makeConversation({ number: 77 })], next: null }),
  };
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body }: RequestInit = {}) => {
    const url = new URL(address, 'https://chat.test');
    const path = url.pathname.replace('/api/v1', '');
    sent.push([method, path + url.search, typeof body === 'string' ? JSON.parse(body) : undefined]);
    const answer = answers[`${method} ${path}`];
    return Promise.resolve(
      answer ? answer(url.searchParams) : Response.json({ error: { code: 'not_found' } }, { status: 404 }),
    );
  });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});
const show = (role: 'admin' | 'agent') => render(<VisitorPage workspace={WS} id="lena" role={role} />);
const type = (name: string, value: string) =>
  fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } });

it('lists visitors as text, narrows the list, and brings more on demand', async () => {
  answers[`GET ${PATH}`] = (query) =>
    query.has('cursor')
      ? Response.json({ visitors: [summary('nia', 'Nia')], next: null })
      : Response.json({
          visitors: query.get('q') === 'nobody' ? [] : [lena],
          next: query.has('q') ? null : 'C',
        });
  render(<VisitorList workspace={WS} />);
  const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Lena <b>' });
  expect(link.getAttribute('href')).toBe(`/console/w/${WS}/visitors/lena`);
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('Nia')).toBeTruthy();
  expect(screen.getByText('Lena <b>')).toBeTruthy();
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: ' nobody ' } });
  fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'blocked' } });
  fireEvent.change(screen.getByLabelText('Site'), { target: { value: 's' } });
  expect(await screen.findByText('No visitor is like that')).toBeTruthy();
  const [, asked] = sent.at(-1)!;
  const query = Object.fromEntries(new URLSearchParams(asked.split('?')[1]));
  expect(query).toEqual({ q: 'nobody', site: 's', blocked: 'yes' });
});

it('shows an agent what is known and all conversations, and offers no act', async () => {
  show('agent');
  expect(await screen.findByText('gold')).toBeTruthy();
  expect(await screen.findByText('#77')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Export as JSON' })).toBeNull();
});

it('keeps what is typed, names the field that is wrong, and leaves numbers numbers', async () => {
  const refusal = {
    error: { code: 'bad_request', message: 'email: is not an e-mail address', field: 'email' },
  };
  answers[`PUT ${PATH}/lena`] = () => Response.json(refusal, { status: 400 });
  show('admin');
  await screen.findByRole('textbox', { name: 'Name' });
  type('E-mail', 'nonsense');
  type('Value 1', 'silver');
  expect(unsavedPages.value.has('visitors')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('is not an e-mail address')).toBeTruthy();
  cleanup();
  show('admin');
  const kept = await screen.findByRole<HTMLInputElement>('textbox', { name: 'E-mail' });
  expect(kept.value).toBe('nonsense');
  answers[`PUT ${PATH}/lena`] = () => Response.json(lena);
  type('E-mail', 'lena@example.org');
  fireEvent.click(screen.getByRole('button', { name: 'Add attribute' }));
  type('Attribute 3', 'plan');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Two attributes have the name plan/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Remove attribute 3' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Saved/)).toBeTruthy();
  const attributes = { plan: 'silver', orders: 3 };
  expect(sent.filter(([method]) => method === 'PUT').at(-1)![2]).toEqual({
    name: 'Lena <b>',
    email: 'lena@example.org',
    attributes,
  });
  expect(unsavedPages.value.has('visitors')).toBe(false);
});

it('asks before it blocks and merges, and erases only for who typed the word', async () => {
  for (const what of ['POST /lena/block', 'POST /lena/merge', 'DELETE /lena'])
    answers[what.replace(' ', ` ${PATH}`)] = () => Response.json(lena);
  show('admin');
  fireEvent.click(await screen.findByRole('button', { name: 'Block' }));
  const writes = () => sent.filter(([method]) => method !== 'GET');
  expect(writes()).toEqual([]);
  const asked = await screen.findByRole('alertdialog', { name: 'Block' });
  fireEvent.click(within(asked).getByRole('button', { name: 'Block' }));
  await waitFor(() => expect(writes().at(-1)).toEqual(['POST', `${PATH}/lena/block`, undefined]));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());

  fireEvent.click(screen.getByRole('button', { name: 'Merge a duplicate' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Merge Karl' }));
  expect(screen.queryByRole('button', { name: 'Merge Lena <b>' })).toBeNull();
  const merging = await screen.findByRole('alertdialog', { name: 'Merge Karl' });
  fireEvent.click(within(merging).getByRole('button', { name: 'Merge Karl' }));
  const merge = ['POST', `${PATH}/lena/merge`, { duplicate_id: 'karl' }];
  await waitFor(() => expect(writes().at(-1)).toEqual(merge));

  fireEvent.click(await screen.findByRole('button', { name: 'Erase' }));
  const erase = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Erase this visitor' });
  await waitFor(() => expect(erase().disabled).toBe(true));
  type('Type “erase” to confirm', 'Erase ');
  await waitFor(() => expect(erase().disabled).toBe(false));
  fireEvent.click(erase());
  await waitFor(() => expect(writes().at(-1)).toEqual(['DELETE', `${PATH}/lena`, undefined]));
  const file = screen.getByRole('link', { name: 'Export as JSON' });
  expect(file.getAttribute('href')).toBe(`/api/v1${PATH}/lena/export`);
});
