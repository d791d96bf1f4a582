// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Mention, MentionList } from '../../../shared/protocol/notes.ts';
import { openDesk, type Desk } from '../../store/desk.ts';
import { route } from '../../store/route.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';
import { stubServer, type Call, type Reply } from '../../testing/stub-server.ts';
import { DeskContext } from './desk-context.ts';
import { MentionsList } from './mentions-list.tsx';
import { Thread } from './thread.tsx';

const LIST = `GET /api/v1/workspaces/${WORKSPACE}/mentions`;
const lena = makeConversation({ visitor: { id: crypto.randomUUID(), name: 'Lena' } });
const BO = { kind: 'agent', id: '55555555-5555-4555-8555-555555555555', name: 'Bo' } as const;
const make = (seq: number, given: Partial<Mention> = {}): Mention => ({
  ...{ conversation_id: lena.id, number: 1024, seq, text: `note ${seq}` },
  author: { id: BO.id, name: 'Bo' },
  created_at: '2026-05-01T10:00:00.000Z',
  read_at: null,
  ...given,
});
const SEEN = '2026-05-01T11:00:00.000Z';

let page: MentionList;
let answers: Map<string, Reply>;
let calls: Call[];
let session: FakeSession;
let desk: Desk;

const show = (what: preact.ComponentChild) =>
  render(<DeskContext.Provider value={desk}>{what}</DeskContext.Provider>);
const list = () =>
  show(<MentionsList here={{ name: 'inbox', workspace: WORKSPACE, view: 'mentions' }} onViews={undefined} />);
const rows = () => screen.getAllByRole('listitem');
const note = makeEntry(7, {
  type: 'note',
  public_seq: null,
  sender: BO,
  body: { text: '@Mo', notified: [ME] },
});

beforeEach(() => {
  page = { mentions: [make(7), make(3, { read_at: SEEN, text: '' })], unread: 1, next: 'more' };
  answers = new Map();
  calls = stubServer((path) => (path === LIST ? [200, page] : answers.get(path)));
  session = createFakeSession([lena]);
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
  session.set({});
});
afterEach(() => {
  desk.close();
  cleanup();
  vi.unstubAllGlobals();
});

it('lists who said what where, and goes to the note', async () => {
  list();
  const [first, second] = await waitFor(() => (expect(rows()).toHaveLength(2), rows()));
  expect(within(first!).getByText('Bo in #1024')).toBeTruthy();
  expect(within(first!).getByRole('img', { name: 'Not seen yet' })).toBeTruthy();
  expect(within(second!).getByText('This note was taken back.')).toBeTruthy();
  fireEvent.click(within(first!).getByRole('link'));
  expect(route.value).toMatchObject({
    name: 'conversation',
    conversation: lena.id,
    view: 'mentions',
    entry: 7,
  });
});

it('reads on, and marks as seen at once and on the server', async () => {
  answers.set(`${LIST}?cursor=more`, [
    200,
    { mentions: [make(1, { read_at: SEEN })], unread: 1, next: null },
  ]);
  answers.set(`PUT /api/v1/workspaces/${WORKSPACE}/conversations/${lena.id}/mentions`, [200, { unread: 0 }]);
  list();
  fireEvent.click(await screen.findByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(rows()).toHaveLength(3));
  fireEvent.click(screen.getByRole('button', { name: 'Mark as seen' }));
  await waitFor(() => expect(screen.queryByRole('img', { name: 'Not seen yet' })).toBeNull());
  expect(desk.mentions.unread.value).toBe(0);
  expect(calls.at(-1)).toMatchObject({ body: { upto: 7 } });
});

it('hears of a mention, of one that was taken back, and of none that concerns others', async () => {
  page = { mentions: [], unread: 0, next: null };
  await desk.mentions.refresh();
  list();
  await screen.findByText('Nobody has mentioned you');
  const tell = (entry: typeof note) =>
    session.tell({ type: 'workspace.changed', rev: 9, changes: [{ conversation: lena, entries: [entry] }] });
  const asked = () => calls.filter(({ path }) => path === LIST).length;
  const before = asked();
  tell({ ...note, body: { text: 'Hi', notified: [BO.id] } });
  expect(asked()).toBe(before);
  page = { mentions: [make(7)], unread: 1, next: null };
  tell(note);
  await screen.findByText('note 7');
  page = { mentions: [make(7, { text: '' })], unread: 1, next: null };
  tell({
    ...note,
    type: 'note_redacted',
    body: { seq: 7, now: { text: '', redacted: true } },
  });
  await screen.findByText('This note was taken back.');
});

it('says why it could not be read, and tries again', async () => {
  answers.set(LIST, [503, {}]);
  calls = stubServer((path) => answers.get(path));
  desk.close();
  session = createFakeSession([lena]);
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
  session.set({});
  list();
  await screen.findByText('Your mentions could not be loaded');
  answers.set(LIST, [200, page]);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('note 7');
});

it('in the thread the note is shown, and seen by who looks at it', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  answers.set(`PUT /api/v1/workspaces/${WORKSPACE}/conversations/${lena.id}/mentions`, [200, { unread: 0 }]);
  session.show(lena, [makeEntry(6), note]);
  const here = {
    ...({ name: 'conversation', workspace: WORKSPACE, view: 'mentions', conversation: lena.id } as const),
    entry: 7,
  };
  show(<Thread id={lena.id} here={here} onVisitor={undefined} />);
  await waitFor(() => expect(document.querySelector('.found')?.getAttribute('data-seq')).toBe('7'));
  expect(document.activeElement?.getAttribute('data-seq')).toBe('7');
  await waitFor(() => expect(desk.mentions.unread.value).toBe(0));
});
