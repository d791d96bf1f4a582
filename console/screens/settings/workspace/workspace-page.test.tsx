// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deletionOf, setDeletion } from '../../../store/deletion.ts';
import { DeletionLine } from '../../inbox/deletion-line.tsx';
import WorkspacePage from './workspace-page.tsx';

const PATH = '/workspaces/W';
const DELETION = {
  requested_by: 'Olu',
  requested_at: '2026-05-01T09:00:00.000Z',
  delete_at: '2026-05-08T09:00:00.000Z',
};
const sent: Array<[string, unknown]> = [];
let answers: Record<string, () => Response>;

const membershipOf = (role: 'owner' | 'admin' | 'agent') => ({
  workspace: { id: 'W', name: 'Fern & Field' },
  member: { id: 'me', name: 'Mo', role },
});
const show = (role: 'owner' | 'admin') => {
  const membership = membershipOf(role);
  const me = { user: { id: 'u', email: 'mo@example.org', name: 'Mo' }, memberships: [membership] };
  render(<WorkspacePage membership={membership} me={me} id={undefined} />);
};
const refuse = (field: string, message: string) => () =>
  Response.json({ error: { code: 'bad_request', message, field } }, { status: 400 });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: /Type “Fern & Field”/ });

beforeEach(() => {
  sent.length = 0;
  setDeletion('W', null);
  answers = { [`GET ${PATH}/deletion`]: () => Response.json({ deletion: null }) };
  vi.stubGlobal('fetch', (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const call = `${method} ${url.replace('/api/v1', '')}`;
    sent.push([call, typeof body === 'string' ? JSON.parse(body) : undefined]);
    return Promise.resolve(answers[call]?.() ?? new Response(null, { status: 404 }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('asks for the name, shows what the server refuses at its field, and then when it will happen', async () => {
  show('owner');
  const field = await vi.waitFor(nameField);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Have it deleted' }).disabled).toBe(true);
  fireEvent.input(field, { target: { value: 'Fern' } });
  answers[`POST ${PATH}/deletion`] = refuse('name', 'This is not the name of the workspace.');
  press('Have it deleted');
  expect(await screen.findByText('This is not the name of the workspace.')).toBeTruthy();
  expect([nameField().value, nameField().getAttribute('aria-invalid')]).toEqual(['Fern', 'true']);
  fireEvent.input(nameField(), { target: { value: 'Fern & Field' } });
  const now = () => Response.json({ deletion: DELETION }, { status: 201 });
  answers[`POST ${PATH}/deletion`] = now;
  answers[`GET ${PATH}/deletion`] = () => Response.json({ deletion: DELETION });
  press('Have it deleted');
  expect(await screen.findByText(/This workspace will be deleted on/)).toBeTruthy();
  expect(sent).toContainEqual([`POST ${PATH}/deletion`, { name: 'Fern & Field', delay_days: 7 }]);
  expect(deletionOf('W')).toEqual(DELETION);
});

it('lets an owner call it off', async () => {
  answers[`GET ${PATH}/deletion`] = () => Response.json({ deletion: DELETION });
  show('owner');
  await screen.findByText(/Olu asked for it/);
  answers[`DELETE ${PATH}/deletion`] = () => new Response(null, { status: 204 });
  answers[`GET ${PATH}/deletion`] = () => Response.json({ deletion: null });
  press('Call it off');
  expect(await vi.waitFor(nameField)).toBeTruthy();
  expect(deletionOf('W')).toBeNull();
});

it('shows an admin that it will happen, and nothing to do about it', async () => {
  answers[`GET ${PATH}/deletion`] = () => Response.json({ deletion: DELETION });
  show('admin');
  await screen.findByText(/Olu asked for it/);
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.queryByRole('link', { name: 'Export everything' })).toBeNull();
});

it('is told to admins wherever they are, and to agents not at all', async () => {
  answers[`GET ${PATH}/deletion`] = () => Response.json({ deletion: DELETION });
  const { unmount } = render(<DeletionLine membership={membershipOf('agent')} />);
  expect([sent.length, screen.getByRole('status').textContent]).toEqual([0, '']);
  unmount();
  render(<DeletionLine membership={membershipOf('admin')} />);
  await screen.findByText(/will be deleted on/);
  expect(screen.getByRole('link').getAttribute('href')).toBe('/console/w/W/settings/workspace');
});
