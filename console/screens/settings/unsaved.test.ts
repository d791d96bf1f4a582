// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { account, loadAccount } from '../../store/account.ts';
import { forgetDrafts, keepDraft, readDraft, unsavedPages } from './unsaved.ts';

const signIn = (id: string) =>
  (account.value = {
    state: 'signed-in',
    me: { user: { id, email: `${id}@example.org`, name: id }, memberships: [] },
  });
const signOut = () => (account.value = { state: 'signed-out' });
/** As a reload does: memory is gone, what the browser keeps is not. */
const reload = () => {
  account.value = { state: 'unknown' };
  forgetDrafts();
};
const warns = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

afterEach(() => {
  signOut();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

describe('what is typed and not saved', () => {
  it('is there after a reload, and warns of leaving again', () => {
    signIn('ada');
    keepDraft('chat', 'W', { typed: 'x' });
    reload();
    expect(readDraft('chat', 'W')).toBeUndefined();
    expect(warns()).toBe(false);
    signIn('ada');
    expect(readDraft('chat', 'W')).toEqual({ typed: 'x' });
    expect([...unsavedPages.value]).toEqual(['chat']);
    expect(warns()).toBe(true);
  });

  it('is nobody else’s: not on the screen of who signs in next, and back with its author', () => {
    signIn('ada');
    keepDraft('members', 'W', { email: 'secret@example.org' });
    signOut();
    expect(warns()).toBe(false);
    signIn('ben');
    expect(readDraft('members', 'W')).toBeUndefined();
    keepDraft('members', 'W', { email: 'ben-invites@example.org' });
    signOut();
    signIn('ada');
    expect(readDraft('members', 'W')).toEqual({ email: 'secret@example.org' });
  });

  it('leaves nothing behind once it is saved', () => {
    signIn('ada');
    keepDraft('chat', 'W', { typed: 'x' });
    keepDraft('chat', 'W', undefined);
    expect(sessionStorage.length).toBe(0);
    reload();
    signIn('ada');
    expect(unsavedPages.value.size).toBe(0);
    expect(warns()).toBe(false);
  });

  it('stays in memory where the browser keeps nothing, and survives what is unreadable', () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    signIn('ada');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(full);
    keepDraft('chat', 'W', 1);
    expect(readDraft('chat', 'W')).toBe(1);
    signOut();
    vi.restoreAllMocks();
    sessionStorage.setItem('bellhop.console.unsaved.ada', '{"half');
    signIn('ada');
    expect(unsavedPages.value.size).toBe(0);
  });
});

it('stays when the account is read anew, as it is after a reload', async () => {
  const me = { user: { id: 'ada', email: 'ada@example.org', name: 'Ada' }, memberships: [] };
  signIn('ada');
  keepDraft('chat', 'W', { typed: 'x' });
  reload();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(me)));
  await loadAccount();
  vi.unstubAllGlobals();
  expect(readDraft('chat', 'W')).toEqual({ typed: 'x' });
});
