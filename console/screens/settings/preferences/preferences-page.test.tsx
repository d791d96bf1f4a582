// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreferencesAnswer } from '../../../../shared/preferences/preferences-wire.ts';
import { density, theme } from '../../../store/appearance.ts';
import { openDesk, type Desk } from '../../../store/desk.ts';
import { commandOf } from '../../../store/keyboard.ts';
import { permission } from '../../../store/attention/permission.ts';
import { createFakeSession, type FakeSession } from '../../../testing/fake-session.ts';
import { ME, WORKSPACE } from '../../../testing/make-conversation.ts';
import { DeskContext } from '../../inbox/desk-context.ts';
import { readDraft } from '../unsaved.ts';
import PreferencesPage from './preferences-page.tsx';

const PATH = `/api/v1/workspaces/${WORKSPACE}/preferences`;
let answer: PreferencesAnswer;
let sent: unknown[];
let session: FakeSession;
let desk: Desk;

/** As our server keeps them. */
function keep(changes: Record<string, unknown>): Response {
  if (Number(changes['chats.limit'] ?? 0) > answer.most_chats) {
    const error = { code: 'bad_request', message: 'At most 5.', field: 'chats.limit' };
    return Response.json({ error }, { status: 400 });
  }
  answer = { ...answer, version: answer.version + 1, chosen: { ...answer.chosen, ...changes } };
  return Response.json(answer);
}

async function openPage(): Promise<void> {
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo Lund' });
  render(
    <DeskContext.Provider value={desk}>
      <PreferencesPage />
    </DeskContext.Provider>,
  );
  await screen.findByText(/up to 5/);
}
const toggle = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name });

beforeEach(() => {
  answer = { version: 1, chosen: {}, defaults: { sound: true, desktop: true }, most_chats: 5 };
  sent = [];
  session = createFakeSession();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url !== PATH) return Response.json({ error: { code: 'not_found', message: '' } }, { status: 404 });
    if (init.method === 'GET') return Response.json(answer);
    const { changes } = JSON.parse(String(init.body)) as { changes: Record<string, unknown> };
    sent.push(changes);
    return keep(changes);
  });
});
afterEach(() => {
  cleanup();
  desk.close();
  vi.unstubAllGlobals();
  theme.value = 'auto';
  density.value = 'comfortable';
});

describe('your preferences', () => {
  it('are kept as they are chosen, and count at once', async () => {
    await openPage();
    fireEvent.change(screen.getByRole('combobox', { name: 'Density' }), { target: { value: 'compact' } });
    expect(density.value).toBe('compact');
    await waitFor(() => expect(sent).toEqual([{ 'look.density': 'compact' }]));
    expect((await screen.findByText('Saved')).getAttribute('role')).toBe('status');
    fireEvent.click(toggle('Single-key shortcuts'));
    const letter = { key: 'j', ctrlKey: false, metaKey: false, altKey: false };
    await waitFor(() => expect(commandOf(letter, false)).toBeUndefined());
    expect(commandOf({ ...letter, key: 'Escape' }, false)).toBe('escape');
  });

  it('say at the field why a limit is refused, and keep what was typed', async () => {
    await openPage();
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Chats at a time' });
    fireEvent.input(field, { target: { value: '9' } });
    fireEvent.submit(field.form!);
    expect((await screen.findByRole('alert')).textContent).toContain('At most 5.');
    expect(field.value).toBe('9');
    expect(readDraft('preferences', 'limit')).toBe('9');
    fireEvent.input(field, { target: { value: '2' } });
    fireEvent.submit(field.form!);
    await waitFor(() => expect(sent.at(-1)).toEqual({ 'chats.limit': 2 }));
    await waitFor(() => expect(readDraft('preferences', 'limit')).toBeUndefined());
  });

  it('follow what the workspace has where nothing was chosen, live', async () => {
    await openPage();
    expect(toggle('Sounds').checked).toBe(true);
    const notifications = { sound: false, desktop: true };
    await act(() => session.set({ desk: { wait_target_seconds: 60, notifications } }));
    expect(toggle('Sounds').checked).toBe(false);
    fireEvent.click(toggle('Sounds'));
    await waitFor(() => expect(sent).toEqual([{ 'sound.on': true }]));
    expect(toggle('Sounds').checked).toBe(true);
  });

  it('come from another browser while one looks', async () => {
    await openPage();
    keep({ 'look.theme': 'dark', 'signature.text': 'Mo' });
    session.tell({ type: 'preferences.changed', version: answer.version });
    await waitFor(() => expect(theme.value).toBe('dark'));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Signature' }).value).toBe('Mo');
  });

  it('show a signature as a visitor will read it', async () => {
    await openPage();
    const field = screen.getByRole('textbox', { name: 'Signature' });
    fireEvent.input(field, { target: { value: '{{agent.first_name}} of {{workspace.name}}' } });
    expect(screen.getByText('Looks like this').parentElement?.textContent).toContain('Mo of Fern & Field');
  });

  it.each([
    ['default', 'Allow notifications'],
    ['granted', 'Show one'],
  ] as const)('ask the browser only by a click: %s', async (state, button) => {
    const asked = vi.fn<() => Promise<string>>(async () => state);
    vi.stubGlobal(
      'Notification',
      Object.assign(vi.fn<() => void>(), { permission: state, requestPermission: asked }),
    );
    await openPage();
    expect(asked).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(asked).toHaveBeenCalledTimes(state === 'default' ? 1 : 0);
  });

  it('say when the browser blocks notifications', async () => {
    vi.stubGlobal('Notification', Object.assign(vi.fn<() => void>(), { permission: 'denied' }));
    await openPage();
    expect(permission.value).toBe('denied');
    expect(screen.getByText(/This browser blocks them/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Allow notifications' })).toBeNull();
  });
});
