// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_VALUES } from '../../../../shared/settings/registry.ts';
import type { Me } from '../../../../shared/protocol/http.ts';
import { forgetDrafts } from '../unsaved.ts';
import ChatPage from './chat-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const PATH = '/api/v1/workspaces/W/settings';
const CAPACITY = 'routing.capacity';
const SILENCE = 'chat.idle_warning_minutes';

let stored: { version: number; values: Record<string, unknown> };
let versions: {
  version: number;
  at: string;
  by: object;
  changes: { key: string; from: unknown; to: unknown }[];
}[];
let refuse: object | null;
let puts: { base_version: number; changes: Record<string, unknown> }[];

const answer = () => ({
  ...{ version: stored.version, values: { ...DEFAULT_VALUES, ...stored.values } },
  ...{ changed: Object.keys(stored.values), updated: null },
});
const version = (number: number, changes: { key: string; from: unknown; to: unknown }[]) => ({
  version: number,
  at: '2026-11-01T10:00:00.000Z',
  by: { id: 'M', name: 'Grace' },
  changes,
});

beforeEach(() => {
  [puts, refuse] = [[], null];
  stored = { version: 2, values: { [CAPACITY]: 9, [SILENCE]: 20 } };
  versions = [
    version(2, [{ key: SILENCE, from: 10, to: 20 }]),
    version(1, [
      { key: CAPACITY, from: 5, to: 9 },
      { key: 'gone.setting', from: 1, to: 2 },
    ]),
  ];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url === `${PATH}/history`) return Response.json({ versions, next: null });
    if (init.method !== 'PUT') return Response.json(answer());
    const body = JSON.parse(String(init.body)) as (typeof puts)[number];
    puts.push(body);
    if (refuse) return Response.json({ error: refuse }, { status: 409 });
    const changes = Object.entries(body.changes).map(([key, to]) => ({ key, from: stored.values[key], to }));
    stored = { version: stored.version + 1, values: { ...stored.values, ...body.changes } };
    versions = [version(stored.version, changes), ...versions];
    return Response.json(answer());
  });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});

describe('the history of settings', () => {
  const field = (name: string) => screen.findByLabelText<HTMLInputElement>(name);
  async function open(): Promise<void> {
    render(<ChatPage me={me} membership={me.memberships[0]!} id={undefined} />);
    const details = (await screen.findByText('History')).closest('details')!;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    await screen.findByText('Chats at a time: 5 chats → 9 chats');
  }
  const back = (name: string) => screen.queryByRole('button', { name: new RegExp(`^Put back\\s+${name}`) });

  it('puts a change back by a change of its own, and keeps what is typed elsewhere', async () => {
    await open();
    fireEvent.input(await field('Messages in a minute'), { target: { value: '77' } });
    fireEvent.click(back('Chats at a time')!);
    await screen.findByText(/Put back as it was before/);
    expect(puts).toEqual([{ base_version: 2, changes: { [CAPACITY]: 5 } }]);
    expect((await field('Chats at a time')).value).toBe('5');
    expect((await field('Messages in a minute')).value).toBe('77');
    // It stands in the history now, and can be put back in its turn; what is as it was offers nothing.
    await screen.findByText('Chats at a time: 9 chats → 5 chats');
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name: /^Put back\s+Chats at a time/ })).toHaveLength(1),
    );
    expect(back('Warn after silence')).not.toBeNull();
  });

  it('says why it could not, and changes nothing', async () => {
    refuse = { code: 'conflict', message: 'Grace changed this meanwhile.', field: CAPACITY };
    await open();
    fireEvent.click(back('Chats at a time')!);
    expect((await screen.findByText('Grace changed this meanwhile.')).getAttribute('role')).toBe('alert');
    expect((await field('Chats at a time')).value).toBe('9');
  });
});
