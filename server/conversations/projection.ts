import type { Conversation, VisitorConversation } from '../../shared/protocol/conversations.ts';
import { entryBodies, type Entry, type EntryType, type PublicEntry } from '../../shared/protocol/entries.ts';
import { isPublic } from '../log/entry-visibility.ts';

/** [E3] What a visitor may know of an entry; null of an internal one, and of one that is not understood. */
export function toPublicEntry({
  type,
  public_seq,
  sender,
  client_id,
  body,
  created_at,
}: Entry): PublicEntry | null {
  if (public_seq === null || !isEntryType(type) || !isPublic(type)) return null;
  return {
    seq: public_seq,
    type,
    sender: { kind: sender.kind, name: sender.name },
    // Other people's client ids are of no use to a visitor; the own one finds the message that was pending.
    client_id: sender.kind === 'visitor' ? client_id : null,
    body: publicBody(type, body),
    created_at,
  };
}

/** [E5] A conversation in public numbers; nothing of it moves when an internal entry is appended. */
export function toVisitorConversation(conversation: Conversation): VisitorConversation {
  const { id, status, public_seq, visitor_read, agent_read, assignee_name, last_message, created_at } =
    conversation;
  const agent = assignee_name === null ? null : { name: assignee_name };
  // That it is put aside is the agents' matter.
  const shown = status === 'snoozed' ? 'open' : status;
  return { id, status: shown, seq: public_seq, visitor_read, agent_read, agent, last_message, created_at };
}

const PUBLIC_FIELDS: Record<EntryType, readonly string[]> = {
  started: [],
  message: [],
  note: [],
  assigned: ['name'],
  joined: ['name'],
  unassigned: [],
  offered: [],
  offer_passed: [],
  queued: [],
  unattended: [],
  snoozed: [],
  woken: [],
  prioritized: [],
  tagged: [],
  untagged: [],
  idle_warned: [],
  ended: ['reason'],
  reopened: [],
  rated: ['score', 'comment', 'question', 'answer', 'changed'],
  form_submitted: ['form', 'answers'],
  message_edited: [],
  message_deleted: [],
  message_redacted: [],
  note_edited: [],
  note_deleted: [],
  note_redacted: [],
};

const isEntryType = (type: string): type is EntryType => Object.hasOwn(entryBodies, type);

function publicBody(type: EntryType, body: Record<string, unknown>): Record<string, unknown> {
  if (type === 'message') return publicMessage(body);
  if (type.startsWith('message_'))
    return { seq: body['public_seq'], now: publicMessage(asObject(body['now'])) };
  return Object.fromEntries(PUBLIC_FIELDS[type].map((field) => [field, body[field]]));
}

/** [N7] A visitor is told that a message is no more, by whatever right; never what it was. */
function publicMessage({
  text,
  reply_to,
  edited,
  deleted,
  redacted,
}: Record<string, unknown>): Record<string, unknown> {
  if (deleted || redacted) return { text: '', removed: true };
  return { text, ...(reply_to !== undefined && { reply_to }), ...(edited === true && { edited }) };
}

/** What an erasure left has no such part. */
const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : { deleted: true };
