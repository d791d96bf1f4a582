// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { openDesk, type Desk } from '../../store/desk.ts';
import { draftOf } from '../../store/drafts.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { makeConversation, makeEntry, ME, VISITOR, WORKSPACE } from '../../testing/make-conversation.ts';
import { Collision } from './collision.tsx';
import { DeskContext } from './desk-context.ts';
import { TypingPreview } from './typing-preview.tsx';
import { Viewers } from './viewers.tsx';
import { withSignature } from './use-signature.ts';

const BO = { id: crypto.randomUUID(), name: 'Bo' };
const lena = makeConversation();
let session: FakeSession;
let desk: Desk;

const show = (what: ComponentChildren) =>
  render(<DeskContext.Provider value={desk}>{what}</DeskContext.Provider>);

beforeEach(() => {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 404 }));
  session = createFakeSession([lena]);
  desk = openDesk(session, WORKSPACE, { id: ME, name: 'Mo' });
});
afterEach(() => {
  cleanup();
  draftOf(ME, lena.id).value = '';
  desk.close();
  vi.unstubAllGlobals();
});

describe('who else looks', () => {
  it('is asked for once one stays, shown as faces, and told when one leaves', async () => {
    vi.mocked(session.view).mockResolvedValue([BO]);
    const { unmount } = show(<Viewers id={lena.id} />);
    expect(await screen.findByRole('img', { name: 'Also looking: Bo' })).toBeTruthy();
    const viewers = [BO, { id: ME, name: 'Mo' }, { id: crypto.randomUUID(), name: 'Kim' }];
    const told = { type: 'viewers.changed', conversation_id: lena.id } as const;
    act(() => session.tell({ ...told, viewers }));
    expect(screen.getByRole('img', { name: 'Also looking: Bo, Kim' })).toBeTruthy();
    act(() => session.tell({ ...told, conversation_id: crypto.randomUUID(), viewers: [] }));
    expect(screen.getByRole('img')).toBeTruthy();
    act(() => session.tell({ ...told, viewers: [] }));
    expect(screen.queryByRole('img')).toBeNull();
    unmount();
    await waitFor(() => expect(session.view).toHaveBeenLastCalledWith(null));
  });

  it('is not told by who only passes through the list', async () => {
    show(<Viewers id={lena.id} />).unmount();
    expect(session.view).not.toHaveBeenCalled();
  });
});

describe('a reply of a colleague', () => {
  const reply = makeEntry(3, { sender: { kind: 'agent', ...BO } });
  const seen = (entries: Entry[]) => (
    <DeskContext.Provider value={desk}>
      <Collision conversation={lena.id} entries={entries} />
    </DeskContext.Provider>
  );
  const warning = () => screen.queryByText('Bo replied while you were writing.');

  it('warns who is writing, until they have seen it', async () => {
    const { rerender } = render(seen([makeEntry(1), makeEntry(2)]));
    act(() => void (draftOf(ME, lena.id).value = 'I think'));
    rerender(seen([makeEntry(1), makeEntry(2), reply]));
    await waitFor(() => expect(warning()).toBeTruthy());
    fireEvent.click(screen.getByRole('button', { name: 'I have seen it' }));
    expect(warning()).toBeNull();
  });

  it('warns nobody who writes nothing, and not of what was there, of one’s own or the visitor’s words', async () => {
    const { rerender } = render(seen([makeEntry(1), reply]));
    act(() => void (draftOf(ME, lena.id).value = 'I think'));
    rerender(seen([makeEntry(1), reply, makeEntry(4)]));
    rerender(
      seen([
        makeEntry(1),
        reply,
        makeEntry(4),
        makeEntry(5, { sender: { kind: 'agent', id: ME, name: 'Mo' } }),
      ]),
    );
    act(() => void (draftOf(ME, lena.id).value = ''));
    rerender(seen([makeEntry(1), reply, makeEntry(6, { sender: { kind: 'agent', ...BO } })]));
    expect(warning()).toBeNull();
  });
});

describe('what a visitor is writing', () => {
  const typing = (text?: string, typing = true) =>
    act(() =>
      session.tell({
        ...{ type: 'typing.changed', conversation_id: lena.id, sender: VISITOR, typing },
        ...(text !== undefined && { text }),
      }),
    );
  it('is shown as text, faint, while they type', async () => {
    const preview = (isTyping: boolean) => (
      <DeskContext.Provider value={desk}>
        <TypingPreview conversation={lena.id} name="Lena" isTyping={isTyping} />
      </DeskContext.Provider>
    );
    const { rerender } = render(preview(true));
    await typing('<b>my order');
    const note = screen.getByRole('note', { name: 'Lena is writing, not sent yet' });
    expect(note.textContent).toContain('<b>my order');
    rerender(preview(false));
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('is not there where the workspace shows none', async () => {
    show(<TypingPreview conversation={lena.id} name="Lena" isTyping />);
    await typing();
    expect(screen.queryByRole('note')).toBeNull();
  });
});

it('a signature stands below what was written, and alone is no reply', () => {
  expect(withSignature('Hello  ', 'Mo')).toBe('Hello\n\nMo');
  expect(withSignature(' ', 'Mo')).toBe(' ');
  expect(withSignature('Hello', '')).toBe('Hello');
});
