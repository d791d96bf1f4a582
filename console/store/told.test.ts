// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Entry } from '../../shared/protocol/entries.ts';
import { createFakeSession } from '../testing/fake-session.ts';
import { AGENT, makeConversation, makeEntry, ME, SYSTEM, WORKSPACE } from '../testing/make-conversation.ts';
import { navigate } from './route.ts';
import { listenForTold } from './told.ts';

const BO = { kind: 'agent', id: '55555555-5555-4555-8555-555555555555', name: 'Bo' } as const;
const me = { member_id: ME, name: 'Mo' };
const bo = { member_id: BO.id, name: 'Bo' };
const chat = makeConversation();

function toldOf(given: Partial<Entry>): string[] {
  const session = createFakeSession([chat]);
  const list = listenForTold(session, ME);
  const changes = [{ conversation: chat, entries: [makeEntry(3, given)] }];
  session.tell({ type: 'workspace.changed', rev: 9, changes });
  list.close();
  return list.told.value.map(({ what, name }) => `${what} ${name}`);
}

it.each<[string[], Partial<Entry>]>([
  [['given Bo'], { type: 'assigned', sender: BO, body: { ...me, by: 'transfer', from: bo } }],
  [['accepted Bo'], { type: 'assigned', sender: BO, body: { ...bo, by: 'transfer', from: me } }],
  [['takeover Bo'], { type: 'assigned', sender: BO, body: { ...bo, by: 'takeover', from: me } }],
  [['declined Bo'], { type: 'offer_passed', sender: SYSTEM, body: { ...bo, how: 'declined', back_to: me } }],
  [
    ['timed_out Bo'],
    { type: 'offer_passed', sender: SYSTEM, body: { ...bo, how: 'timed_out', back_to: me } },
  ],
  [['mentioned Bo'], { type: 'note', sender: BO, body: { text: '@Mo', notified: [ME] } }],
  [[], { type: 'note', sender: BO, body: { text: '@Kim', notified: [WORKSPACE] } }],
  [[], { type: 'assigned', sender: AGENT, body: { ...me, by: 'transfer', from: bo } }],
  [[], { type: 'offer_passed', sender: SYSTEM, body: { ...me, how: 'declined', back_to: bo } }],
  [[], { type: 'assigned', sender: SYSTEM, body: me }],
])('tells %j', (expected, entry) => {
  expect(toldOf(entry)).toEqual(expected);
});

it('does not tell of a note that stands before one’s eyes', () => {
  navigate({ name: 'conversation', workspace: WORKSPACE, view: 'mine', conversation: chat.id });
  expect(toldOf({ type: 'note', sender: BO, body: { text: '@Mo', notified: [ME] } })).toEqual([]);
  navigate({ name: 'home' });
});
