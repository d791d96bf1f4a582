// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultHours } from '../../../../shared/hours/default-hours.ts';
import type { Me } from '../../../../shared/protocol/http.ts';
import { DEFAULT_VALUES, SETTING_KEYS, SETTINGS, settingOf } from '../../../../shared/settings/registry.ts';
import { stubServer, type Call } from '../../../testing/stub-server.ts';
import HoursPage from '../hours/hours-page.tsx';
import { tidyTime } from '../hours/day-slots.tsx';
import { pagesFor } from '../pages.ts';
import { forgetDrafts, unsavedPages } from '../unsaved.ts';
import ChatPage from './chat-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const props = { me, membership: me.memberships[0]!, id: undefined };
const PATH = '/api/v1/workspaces/W/settings';

type Answer = [status: number, body: unknown];
let answers: Record<string, Answer[]>;
let calls: Call[];

const settings = (version: number, values: Record<string, unknown> = {}): Answer => [
  200,
  { version, values: { ...DEFAULT_VALUES, ...values }, changed: Object.keys(values), updated: null },
];
const refusal = (status: number, code: string, message: string, field: string): Answer => [
  status,
  { error: { code, message, field } },
];

beforeEach(() => {
  calls = stubServer((path) => {
    const queue = answers[path] ?? [];
    return queue.length > 1 ? queue.shift() : queue[0];
  });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});

const perMinute = () => screen.findByLabelText<HTMLInputElement>('Messages in a minute');
const type = (input: HTMLElement, value: string) => fireEvent.input(input, { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));
const puts = () => calls.filter(({ path }) => path === `PUT ${PATH}`).map(({ body }) => body);

describe('the chat page', () => {
  it('shows every setting of the registry with its meaning and effect, and says which are for later', async () => {
    answers = { [`GET ${PATH}`]: [settings(0)] };
    render(<ChatPage {...props} />);
    await perMinute();
    for (const key of SETTING_KEYS.filter((each) => !/^(hours|security)\./.test(each))) {
      const row = document.getElementById(`setting-${key}`)?.closest('.setting');
      expect(row?.textContent).toContain(SETTINGS[key].label);
      expect(row?.textContent).toContain(SETTINGS[key].meaning);
      const later = row?.textContent?.includes('used from a later version');
      expect(later).toBe(settingOf(key).effect === 'later');
    }
    expect(screen.getByText('Default: 60 messages. From 1 to 1,000.')).toBeTruthy();
  });

  it('saves only what was changed, upon the version that was seen', async () => {
    answers = {
      [`GET ${PATH}`]: [settings(4)],
      [`PUT ${PATH}`]: [settings(5, { 'limits.messages_minute': 30 })],
    };
    render(<ChatPage {...props} />);
    type(await perMinute(), '30');
    fireEvent.click(screen.getByLabelText('Show what visitors are typing'));
    fireEvent.click(screen.getByLabelText('Show what visitors are typing'));
    expect(unsavedPages.value.has('chat')).toBe(true);
    save();
    await screen.findByText('Saved.');
    expect(puts()).toEqual([{ base_version: 4, changes: { 'limits.messages_minute': 30 } }]);
    expect(unsavedPages.value.size).toBe(0);
  });

  it('says at the field what is wrong, and keeps what was typed', async () => {
    const message = 'Write a whole number from 1 to 1000 (messages).';
    answers = {
      [`GET ${PATH}`]: [settings(0)],
      [`PUT ${PATH}`]: [refusal(400, 'bad_request', message, 'limits.messages_minute')],
    };
    render(<ChatPage {...props} />);
    const input = await perMinute();
    type(input, 'many');
    save();
    expect(await screen.findByText(message)).toBeTruthy();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain(message);
    expect(input.value).toBe('many');
    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(screen.getByRole('alert').textContent).toContain('Not saved');
    expect(puts()).toEqual([{ base_version: 0, changes: { 'limits.messages_minute': 'many' } }]);
  });

  it('tells who was quicker, shows their value beside the own, and saves again knowing it', async () => {
    const message = 'Grace changed “Messages in a minute” while you were editing.';
    answers = {
      [`GET ${PATH}`]: [settings(0), settings(1, { 'limits.messages_minute': 45 })],
      [`PUT ${PATH}`]: [
        refusal(409, 'conflict', message, 'limits.messages_minute'),
        settings(2, { 'limits.messages_minute': 30 }),
      ],
    };
    render(<ChatPage {...props} />);
    type(await perMinute(), '30');
    save();
    await screen.findByText(message);
    expect(await screen.findByText(/Saved is: 45 messages/)).toBeTruthy();
    expect((await perMinute()).value).toBe('30');
    save();
    await screen.findByText('Saved.');
    expect(puts().at(-1)).toEqual({ base_version: 1, changes: { 'limits.messages_minute': 30 } });
  });

  it('keeps what was typed, and the version it was typed upon, while the person looks elsewhere', async () => {
    answers = { [`GET ${PATH}`]: [settings(0), settings(7)], [`PUT ${PATH}`]: [settings(8)] };
    const { unmount } = render(<ChatPage {...props} />);
    type(await perMinute(), '30');
    unmount();
    render(<ChatPage {...props} />);
    expect((await perMinute()).value).toBe('30');
    save();
    await waitFor(() =>
      expect(puts()).toEqual([{ base_version: 0, changes: { 'limits.messages_minute': 30 } }]),
    );
  });

  it('goes back to the default, and discards', async () => {
    answers = { [`GET ${PATH}`]: [settings(1, { 'limits.messages_minute': 30 })] };
    render(<ChatPage {...props} />);
    const input = await perMinute();
    fireEvent.click(screen.getByRole('button', { name: /Back to the default/ }));
    expect(input.value).toBe('60');
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(input.value).toBe('30');
    expect(unsavedPages.value.size).toBe(0);
  });

  it('tries the sender as typed, and says how it went', async () => {
    const path = `POST ${PATH}/test-mail`;
    answers = {
      [`GET ${PATH}`]: [settings(0)],
      [path]: [
        [503, { error: { code: 'unavailable', message: 'No SMTP.' } }],
        [200, {}],
      ],
    };
    render(<ChatPage {...props} />);
    type(await screen.findByLabelText('Sender address'), 'chat@fern.example');
    fireEvent.click(screen.getByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText('No SMTP.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText(/Sent to ada@example.org/)).toBeTruthy();
    expect(calls.at(-1)?.body).toEqual({ sender_name: '', sender_address: 'chat@fern.example' });
  });

  it('can be tried again when it could not be loaded', async () => {
    answers = { [`GET ${PATH}`]: [[500, {}], settings(0)] };
    render(<ChatPage {...props} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await perMinute()).toBeTruthy();
  });

  it('is not in the rail of an agent', () => {
    expect(pagesFor('agent').map(({ path }) => path)).not.toEqual(expect.arrayContaining(['chat']));
    expect(pagesFor('admin').map(({ path }) => path)).toEqual(
      expect.arrayContaining(['chat', 'hours', 'audit']),
    );
  });
});

describe('the hours page', () => {
  const hours = { 'hours.workspace': defaultHours('Europe/Lisbon') };

  it('says while typing when it is open, and saves the hours', async () => {
    answers = { [`GET ${PATH}`]: [settings(0)], [`PUT ${PATH}`]: [settings(1, hours)] };
    render(<HoursPage {...props} />);
    expect((await screen.findByText(/Open now, and no end/)).getAttribute('role')).toBe('status');
    fireEvent.click(screen.getByRole('button', { name: 'Monday to Friday, 9 to 5' }));
    expect(screen.getByText(/^(Open|Closed) now, until .* \(UTC\)\.$/)).toBeTruthy();
    const from = screen.getByLabelText<HTMLInputElement>('Monday, from');
    type(from, '8');
    expect(screen.getByText(/Finish the times/)).toBeTruthy();
    fireEvent.blur(from);
    expect(from.value).toBe('08:00');
    fireEvent.click(screen.getByRole('button', { name: 'Copy Monday to all weekdays' }));
    save();
    await screen.findByText('Saved.');
    const [sent] = puts() as [{ changes: { 'hours.workspace': { weekly: unknown[] } } }];
    const eight = [{ from: '08:00', to: '17:00' }];
    expect(sent.changes['hours.workspace'].weekly).toEqual([eight, eight, eight, eight, eight, [], []]);
  });

  it('says at the slot and at the holiday what is wrong', async () => {
    answers = {
      [`GET ${PATH}`]: [settings(0, hours)],
      [`PUT ${PATH}`]: [
        refusal(400, 'bad_request', 'A slot needs to end after it begins.', 'hours.workspace.weekly.1.0.to'),
        refusal(400, 'bad_request', 'Write a date that exists.', 'hours.workspace.holidays.0.date'),
      ],
    };
    render(<HoursPage {...props} />);
    const to = await screen.findByLabelText<HTMLInputElement>('Tuesday, until');
    type(to, '09:00');
    save();
    expect(await screen.findByText('A slot needs to end after it begins.')).toBeTruthy();
    expect(to.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Monday, until').getAttribute('aria-invalid')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Add a holiday' }));
    save();
    expect(await screen.findByText('Write a date that exists.')).toBeTruthy();
    expect(screen.getByLabelText('Date').getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    [' 17:00 ', '17:00'],
    ['noon', 'noon'],
  ])('%j is tidied to %j', (typed, tidy) => expect(tidyTime(typed)).toBe(tidy));
});
