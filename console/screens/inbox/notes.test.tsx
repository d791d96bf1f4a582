// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { answering } from '../../store/answering.ts';
import { editing } from '../../store/compose.ts';
import { openDesk, type Desk } from '../../store/desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { AGENT, makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';
import { stubServer, type Call, type Reply } from '../../testing/stub-server.ts';
import { chatDialog } from './chat-dialog.ts';
import { DeskContext } from './desk-context.ts';
import { Thread } from './thread.tsx';

const BASE = `/api/v1/workspaces/${WORKSPACE}`;
const BO = '55555555-5555-4555-8555-555555555555';
const TEAM = '66666666-6666-4666-8666-666666666666';
const colleague = (member_id: string, name: string, load = 1) => ({
  ...{ member_id, name, load, limit: 5, availability: 'online', accepts_chats: true, reason: null },
  connected: true,
});
const open = { status: 'open', assignee_id: ME, assignee_name: 'Mo' } as const;
const recent = new Date().toISOString();

let chat: Conversation;
let answers: Map<string, Reply>;
let calls: Call[];
let session: FakeSession;
let desk: Desk;

function show(given: Partial<Conversation> = {}, entries: Entry[] = [makeEntry(1)]) {
  chat = makeConversation({ ...open, visitor: { id: crypto.randomUUID(), name: 'Lena' }, ...given });
  session.show(chat, entries);
  const here = { name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: chat.id } as const;
  render(
    <DeskContext.Provider value={desk}>
      <Thread id={chat.id} here={here} onVisitor={undefined} />
    </DeskContext.Provider>,
  );
}
const at = (verb: string) => `POST ${BASE}/conversations/${chat.id}/${verb}`;
const sent = (verb: string) => calls.filter(({ path }) => path === at(verb)).map(({ body }) => body);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const box = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const write = (field: HTMLTextAreaElement | HTMLInputElement, text: string) => {
  field.focus();
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  fireEvent.input(field);
};

beforeEach(() => {
  localStorage.clear();
  answers = new Map<string, Reply>([
    [`GET ${BASE}/availability`, [200, { colleagues: [colleague(BO, 'Bo Diaz', 3), colleague(ME, 'Mo')] }]],
    [`GET ${BASE}/teams`, [200, { teams: [{ id: TEAM, name: 'Support', member_ids: [BO] }] }]],
  ]);
  calls = stubServer((path) => answers.get(path));
  session = createFakeSession();
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
});
afterEach(() => {
  desk.close();
  cleanup();
  editing.value = undefined;
  answering.value = undefined;
  chatDialog.value = undefined;
  vi.unstubAllGlobals();
});

describe('a note', () => {
  it('has a draft of its own, and the focus as soon as one turns to it', async () => {
    show();
    write(box('Reply'), 'To Lena');
    press('Note');
    await waitFor(() => expect(document.activeElement).toBe(box('Note')));
    expect(box('Note').closest('form')?.className).toContain('as-note');
    write(box('Note'), 'About Lena');
    press('Reply');
    await waitFor(() => expect(box('Reply').value).toBe('To Lena'));
    const kept = Object.entries(localStorage).filter(([key]) => key.includes(chat.id));
    expect(kept.map(([, text]) => text).toSorted()).toEqual(['About Lena', 'To Lena']);
    expect(session.typing).not.toHaveBeenCalledWith(chat.id, 'About Lena');
  });

  it('@ picks a colleague or a team by keys, and sends their ids', async () => {
    show();
    answers.set(at('notes'), [200, { seq: 2 }]);
    press('Note');
    const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });
    write(note, 'Ask @');
    const list = await screen.findByRole('listbox', { name: 'Colleagues and teams' });
    await waitFor(() =>
      expect(
        within(list)
          .getAllByRole('option')
          .map((one) => one.querySelector('b')?.textContent),
      ).toEqual(['Bo Diaz', 'Support']),
    );
    expect(note.getAttribute('aria-controls')).toBe(list.id);
    expect(within(list).getByText('Online · 3 of 5 chats')).toBeTruthy();
    write(note, 'Ask @su');
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(1));
    fireEvent.keyDown(note, { key: 'Enter' });
    await waitFor(() => expect(note.value).toBe('Ask @Support '));
    write(note, 'Ask @Support or @bo diaz');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    fireEvent.keyDown(note, { key: 'Enter' });
    await waitFor(() => expect(note.value).toBe(''));
    expect(sent('notes')).toMatchObject([
      {
        text: 'Ask @Support or @bo diaz',
        mentions: [
          { kind: 'team', id: TEAM },
          { kind: 'member', id: BO },
        ],
      },
    ]);
    expect(session.reply).not.toHaveBeenCalled();
    expect(session.typing).not.toHaveBeenCalled();
  });

  it('that was not taken keeps its words, says why, and is the same note when sent again', async () => {
    show({ status: 'ended' });
    answers.set(at('notes'), [503, { error: { code: 'unavailable', message: 'Not now.' } }]);
    press('Note');
    const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });
    write(note, 'Was kind');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Add note' }).hasAttribute('disabled')).toBe(false),
    );
    press('Add note');
    await screen.findByText('Not now.');
    expect(note.value).toBe('Was kind');
    answers.set(at('notes'), [200, { seq: 3 }]);
    press('Add note');
    await waitFor(() => expect(note.value).toBe(''));
    const [first, again] = sent('notes') as [{ client_id: string }, { client_id: string }];
    expect(again.client_id).toBe(first.client_id);
  });

  it('in the thread is marked where it speaks to somebody, most where that is oneself', () => {
    const mentions = [
      { kind: 'member', id: ME, name: 'Mo' },
      { kind: 'team', id: TEAM, name: 'Support' },
    ];
    const sender = { kind: 'agent', id: BO, name: 'Bo' } as const;
    show({}, [
      makeEntry(1, { type: 'note', public_seq: null, sender, body: { text: '@Mo @Support?', mentions } }),
    ]);
    const marks = [...document.querySelectorAll('mark')];
    expect(marks.map(({ className, textContent }) => [textContent, className])).toEqual([
      ['@Mo', 'mention own'],
      ['@Support', 'mention'],
    ]);
    expect(screen.getByText('Note · only your team sees this')).toBeTruthy();
  });
});

describe('a transfer', () => {
  const openDialog = async () => {
    press('Transfer');
    return screen.findByRole('combobox', { name: 'Colleague or team' });
  };

  it('finds a colleague by name, shows what they have, and offers with a note', async () => {
    show();
    answers.set(at('transfer'), [200, { seq: 2 }]);
    const search = (await openDialog()) as HTMLInputElement;
    expect(document.activeElement).toBe(search);
    await screen.findByText('Online · 3 of 5 chats');
    fireEvent.submit(search.closest('form')!);
    await screen.findByText('Choose a colleague or a team first.');
    write(search, 'di');
    await screen.findByRole('button', { name: 'Give to Bo Diaz' });
    fireEvent.click(screen.getByRole('radio', { name: 'Offer it' }));
    await screen.findByRole('button', { name: 'Offer to Bo Diaz' });
    write(box('Note for them'), 'Knows pots');
    fireEvent.submit(search.closest('form')!);
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
    expect(sent('transfer')).toMatchObject([
      { to: { kind: 'member', id: BO }, as: 'offer', note: 'Knows pots' },
    ]);
  });

  it('chooses who was typed also when the answer comes after the words', async () => {
    show();
    const search = (await openDialog()) as HTMLInputElement;
    write(search, 'bo');
    await screen.findByRole('button', { name: 'Give to Bo Diaz' });
    write(search, 'nobody');
    await screen.findByText('Nobody here is called “nobody”.');
    expect(screen.queryByRole('button', { name: /^Give to/ })).toBeNull();
  });

  it('to a team has no offer, and who has none of it cannot offer it', async () => {
    show({ assignee_id: BO, assignee_name: 'Bo' });
    const search = (await openDialog()) as HTMLInputElement;
    await screen.findByText('Support');
    expect(screen.queryByText('Bo Diaz')).toBeNull();
    fireEvent.keyDown(search, { key: 'ArrowDown' });
    await screen.findByRole('button', { name: 'Give to Support' });
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('that is refused says why and keeps what was chosen', async () => {
    show();
    answers.set(at('transfer'), [409, { error: { code: 'conflict', message: 'Bo has it.' } }]);
    const search = (await openDialog()) as HTMLInputElement;
    await screen.findByText('Bo Diaz');
    write(search, 'bo');
    await screen.findByRole('button', { name: 'Give to Bo Diaz' });
    write(box('Note for them'), 'Words');
    fireEvent.submit(search.closest('form')!);
    await screen.findByText('Bo has it.');
    expect(box('Note for them').value).toBe('Words');
  });

  it('that is offered says so until it is answered, also to who comes later', () => {
    const until = new Date(Date.now() + 30_000).toISOString();
    const offered = { member_id: BO, name: 'Bo', until, from: { member_id: ME, name: 'Mo' } };
    const entries = [
      makeEntry(1),
      makeEntry(2, { type: 'offered', public_seq: null, sender: AGENT, body: offered }),
    ];
    show({}, entries);
    expect(screen.getByText('Offered to Bo. It stays yours until they accept.')).toBeTruthy();
    const passed = { member_id: BO, name: 'Bo', how: 'declined', back_to: { member_id: ME, name: 'Mo' } };
    session.show(chat, [...entries, makeEntry(3, { type: 'offer_passed', public_seq: null, body: passed })]);
    return screen.findByText('Bo declined, so it stays with Mo').then(() => {
      expect(screen.queryByText(/^Offered to Bo/)).toBeNull();
    });
  });

  it('a colleague’s is taken over only after a question', async () => {
    show({ assignee_id: BO, assignee_name: 'Bo' });
    answers.set(at('take-over'), [200, { seq: 2 }]);
    press('Take over');
    const dialog = await screen.findByRole('dialog', { name: 'Take over from Bo?' });
    expect(sent('take-over')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take over' }));
    await waitFor(() => expect(sent('take-over')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('what was said', () => {
  const mine = (seq: number, body: Entry['body'], created_at = recent) =>
    makeEntry(seq, { sender: AGENT, body, created_at });

  it('the last of it is changed from an empty reply, and Escape leaves it and the draft', async () => {
    show({}, [mine(1, { text: 'Helo' })]);
    answers.set(at('entries/1/edit'), [200, { seq: 2 }]);
    fireEvent.keyDown(box('Reply'), { key: 'ArrowUp' });
    const edit = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Change what you said' });
    expect(document.activeElement).toBe(edit);
    expect(edit.value).toBe('Helo');
    write(edit, 'Hell');
    fireEvent.keyDown(edit, { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(box('Reply')));
    expect(sent('entries/1/edit')).toEqual([]);
    fireEvent.keyDown(box('Reply'), { key: 'ArrowUp' });
    const anew = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Change what you said' });
    write(anew, 'Hello');
    await waitFor(() => expect(editing.value?.text).toBe('Hello'));
    fireEvent.keyDown(anew, { key: 'Enter' });
    await screen.findByRole('textbox', { name: 'Reply' });
    expect(sent('entries/1/edit')).toMatchObject([{ text: 'Hello' }]);
  });

  it('offers what one may: one’s own for a while, redacting later; nothing of others to an agent', async () => {
    const old = new Date(Date.now() - 16 * 60_000).toISOString();
    session.set({ me: { id: ME, name: 'Mo', role: 'agent' } });
    show({}, [mine(1, { text: 'Old' }, old), makeEntry(2), mine(3, { text: 'New' })]);
    const acts = async (text: string) => {
      press(`Actions: ${text}`);
      const menu = await screen.findByRole('menu');
      const found = within(menu)
        .getAllByRole('menuitem')
        .map(({ textContent }) => textContent);
      expect(document.activeElement?.textContent).toBe(found[0]);
      fireEvent.keyDown(menu, { key: 'Escape' });
      await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
      return found;
    };
    expect(await acts('Old')).toEqual(['Reply', 'Redact']);
    expect(await acts('New')).toEqual(['Reply', 'Edit', 'Delete', 'Redact']);
    expect(await acts('line 2')).toEqual(['Reply']);
  });

  it('[M13] is answered by its menu: quoted over the reply and over the answer, and only once', async () => {
    show({}, [makeEntry(1, { seq: 4, public_seq: 2, body: { text: 'Which pot?' } })]);
    press('Actions: Which pot?');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Reply' }));
    expect(await screen.findByText('Reply to Lena')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(box('Reply')));
    write(box('Reply'), 'The blue one');
    await waitFor(() => expect(box('Reply').value).toBe('The blue one'));
    fireEvent.keyDown(box('Reply'), { key: 'Enter' });
    expect(session.reply).toHaveBeenLastCalledWith(chat.id, 'The blue one', { reply_to: 2 });
    await waitFor(() => expect(screen.queryByText('Reply to Lena')).toBeNull());
  });

  it('[M13] is not answered after the end, nor once the cross was pressed', async () => {
    show({}, [makeEntry(1, { body: { text: 'Which pot?' } })]);
    press('Actions: Which pot?');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Reply' }));
    await screen.findByText('Reply to Lena');
    press('Do not reply to this message');
    await waitFor(() => expect(screen.queryByText('Reply to Lena')).toBeNull());
    cleanup();
    session.set({ me: { id: ME, name: 'Mo', role: 'agent' } });
    show({ status: 'ended' }, [makeEntry(1, { body: { text: 'Which pot?' } })]);
    expect(screen.queryByRole('button', { name: 'Actions: Which pot?' })).toBeNull();
  });

  it('is redacted by an admin after a question', async () => {
    session.set({ me: { id: ME, name: 'Mo', role: 'admin' } });
    show({}, [makeEntry(1, { body: { text: 'My card' } })]);
    answers.set(at('entries/1/redact'), [200, { seq: 2 }]);
    press('Actions: My card');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Redact' }));
    const dialog = await screen.findByRole('dialog', { name: 'Redact these words?' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Redact' }));
    await waitFor(() => expect(sent('entries/1/redact')).toHaveLength(1));
  });

  it('shows what became of it, with what colleagues may still read', () => {
    show({}, [
      mine(1, { text: 'three', edited: true, before: ['one', 'two'] }),
      mine(2, { text: 'sorry', deleted: true }),
      mine(3, { text: '', redacted: true }),
      makeEntry(4, { type: 'message_edited', sender: AGENT, body: { seq: 1 } }),
      makeEntry(5, { type: 'message_redacted', sender: AGENT, body: { seq: 3 } }),
    ]);
    const log = screen.getByRole('region', { name: 'Conversation with Lena' });
    const lists = [...log.querySelectorAll('details')].map((one) =>
      [...one.querySelectorAll('li')].map(({ textContent }) => textContent),
    );
    expect(lists).toEqual([['one', 'two'], ['sorry']]);
    expect(within(log).getByText('This message was deleted')).toBeTruthy();
    expect(within(log).getByText('The words were redacted')).toBeTruthy();
    expect(within(log).getByText('Mo redacted a message')).toBeTruthy();
    expect(within(log).queryByText(/cannot show yet/)).toBeNull();
  });
});

it('keeps drafts apart from those of colleagues', () => {
  show();
  expect(draftOf(ME, chat.id, 'note')).not.toBe(draftOf(BO, chat.id, 'note'));
});
