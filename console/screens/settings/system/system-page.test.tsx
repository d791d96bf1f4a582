// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { JobView, RetentionPreview } from '../../../../shared/jobs/job-wire.ts';
import type { Me } from '../../../../shared/protocol/http.ts';
import SystemPage from './system-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const props = { me, membership: me.memberships[0]!, id: undefined };
const BASE = '/api/v1/workspaces/W';

const idle: JobView = {
  name: 'idle',
  every_seconds: 10,
  running: false,
  started_at: '2027-01-02T03:04:05.000Z',
  finished_at: '2027-01-02T03:04:06.000Z',
  duration_ms: 240,
  outcome: 'done',
  next_run_at: '2999-01-02T03:04:16.000Z',
  result: { at: '2027-01-02T02:00:00.000Z', counts: { warned: 12, ended: 3 } },
};

let jobs: JobView[];
let posted: string[];
let preview: (days: string | null) => [number, RetentionPreview | { error: object }];

beforeEach(() => {
  jobs = [idle];
  posted = [];
  preview = () => [200, { days: 0, conversations: 0, entries: 0, oldest_end: null }];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const url = new URL(path, 'https://chat.test');
    if (init.method === 'POST') {
      posted.push(url.pathname);
      jobs = [{ ...idle, finished_at: '2027-01-02T03:05:00.000Z', outcome: 'failed' }];
    }
    if (url.pathname === `${BASE}/retention-preview`) {
      const [status, body] = preview(url.searchParams.get('days'));
      return Response.json(body, { status });
    }
    return Response.json({ jobs });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('tells of each job how its last run went, and runs it now', async () => {
  render(<SystemPage {...props} />);
  const row = (await screen.findByText('Warn and end idle chats')).closest('tr')!;
  expect(row.textContent).toContain('took 240 ms');
  expect(row.textContent).toContain('Warned: 12');
  expect(row.textContent).toContain('Ended: 3');
  fireEvent.click(await screen.findByRole('button', { name: /Run now/ }));
  await waitFor(() => expect(posted).toEqual([`${BASE}/jobs/idle/run`]));
  await waitFor(() => expect(row.textContent).toContain('Failed.'));
});

it('tries out days without losing what was typed when they are refused', async () => {
  preview = (days) => {
    if (days === '3')
      return [400, { error: { code: 'bad_request', message: 'Must be 7 or more.', field: 'days' } }];
    if (days === '30')
      return [200, { days: 30, conversations: 1, entries: 17, oldest_end: '2026-01-02T00:00:00.000Z' }];
    return [200, { days: 0, conversations: 0, entries: 0, oldest_end: null }];
  };
  render(<SystemPage {...props} />);
  const input = await screen.findByLabelText<HTMLInputElement>('Ended more than so many days ago');
  const count = (days: string) => {
    fireEvent.input(input, { target: { value: days } });
    fireEvent.submit(input.closest('form')!);
  };
  count('3');
  await screen.findByText('Must be 7 or more.');
  expect(input.value).toBe('3');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  count('30');
  await screen.findByText(/1 conversation with 17 entries/);
  expect(screen.queryByText('Must be 7 or more.')).toBeNull();
});
