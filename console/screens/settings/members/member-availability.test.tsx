// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stubServer, type Call, type Reply } from '../../../testing/stub-server.ts';
import { MemberAvailability } from './member-availability.tsx';

const BASE = '/api/v1/workspaces/w';
const ADA = { id: 'm1', name: 'Ada' };
const SAID = { availability: 'online', accepts_chats: true, reason: null, by_itself: false };
const STATE = { ...SAID, since: '2026-05-01T10:00:00.000Z', set_by: null, load: 2, limit: 5, offers: [] };
const change = (id: string, given: object) => ({
  ...{ ...SAID, id, member: ADA, at: '2026-05-01T10:00:00.000Z', until: null, set_by: null },
  ...given,
});
const FIRST = `GET ${BASE}/availability-changes?member_id=m1`;

let answers: Map<string, Reply>;
let calls: Call[];

beforeEach(() => {
  answers = new Map<string, Reply>([
    [`GET ${BASE}/members/m1/availability`, [200, STATE]],
    [
      FIRST,
      [
        200,
        {
          changes: [
            change('c', { availability: 'away', reason: 'Lunch', set_by: { id: 'z', name: 'Zoe' } }),
            change('b', { availability: 'away', by_itself: true, until: '2026-05-01T10:12:00.000Z' }),
          ],
          next: 'more',
        },
      ],
    ],
    [`${FIRST}&before=more`, [200, { changes: [change('a', { accepts_chats: false })], next: null }]],
  ]);
  calls = stubServer((path) => answers.get(path));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const show = (isMe = false) => render(<MemberAvailability workspace="w" member={ADA} isMe={isMe} />);

it('shows how somebody stood, page by page, and who set it', async () => {
  show(true);
  const table = await screen.findByRole('table');
  const rows = () =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent));
  expect(rows()).toEqual([
    ['AwayLunch', 'Until now', 'Zoe'],
    ['Away', expect.stringContaining('12'), 'By itself: no input'],
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(rows().at(-1)?.at(-1)).toBe('Themselves'));
  expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Set availability' })).toBeNull();
});

it('asks for the days that are chosen', async () => {
  show();
  await screen.findByRole('table');
  const from = new Date(2026, 4, 1).toISOString();
  answers.set(`${FIRST}&${new URLSearchParams({ from })}`, [200, { changes: [], next: null }]);
  fireEvent.input(screen.getByLabelText('From'), { target: { value: '2026-05-01' } });
  await screen.findByText('Nothing was set in this time.');
});

it('sets it for a colleague, says what does not fit at its field, and loses nothing', async () => {
  const put = `PUT ${BASE}/members/m1/availability`;
  answers.set(put, [
    400,
    { error: { code: 'bad_request', message: 'At most 100 characters.', field: 'reason' } },
  ]);
  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Set availability' }));
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'finishing' } });
  const reason = screen.getByRole<HTMLInputElement>('textbox', { name: 'Reason' });
  fireEvent.input(reason, { target: { value: 'Shift ends' } });
  fireEvent.submit(reason.closest('form')!);
  await screen.findByText('At most 100 characters.');
  expect([reason.value, reason.getAttribute('aria-invalid')]).toEqual(['Shift ends', 'true']);
  answers.set(put, [204, null]);
  fireEvent.submit(reason.closest('form')!);
  await screen.findByRole('button', { name: 'Set availability' });
  expect(calls.findLast(({ path }) => path === put)?.body).toEqual({
    ...{ availability: 'online', accepts_chats: false, reason: 'Shift ends' },
  });
});
