import { z } from 'zod';
import { formAnswer, formKind } from './forms.ts';

/** Why somebody got a chat, as the thread tells it: "2 of 5 chats, fewest in Support". */
export const decisionReason = z.object({
  rule: z.enum(['sticky', 'round_robin', 'least_busy', 'priority']),
  team: z.object({ id: z.uuid(), name: z.string() }),
  /** Their chats before this one, and how many they take. */
  load: z.int(),
  limit: z.int(),
});
export type DecisionReason = z.infer<typeof decisionReason>;

const memberNamed = z.object({ member_id: z.uuid(), name: z.string() });

/** Whom a note speaks to, by the name at the time. */
export const mentioned = z.object({ kind: z.enum(['member', 'team']), id: z.uuid(), name: z.string() });
export type Mentioned = z.infer<typeof mentioned>;

/** What became of what was said (N7). `before` are earlier wordings, oldest first; all of it is for agents alone. */
const revised = {
  edited: z.literal(true).optional(),
  before: z.array(z.string()).optional(),
  deleted: z.literal(true).optional(),
  redacted: z.literal(true).optional(),
};
/** [M13] `reply_to` is the public number of the message that it answers. */
const messageBody = z.object({ text: z.string(), reply_to: z.int().optional(), ...revised });
const noteBody = z.object({
  text: z.string(),
  mentions: z.array(mentioned).optional(),
  /** The members whom that reaches, one by one. */
  notified: z.array(z.uuid()).optional(),
  ...revised,
});

/** Points at an earlier entry, and says how its body stands now. */
const messageRevised = z.object({ seq: z.int(), public_seq: z.int(), now: messageBody });
const noteRevised = z.object({ seq: z.int(), now: noteBody });

/** An entry's types and bodies, as they are stored and as agents see them. SPEC.md, section E. */
export const entryBodies = {
  /** The conversation began. Public. */
  started: z.object({ site_id: z.uuid() }),
  /** Something that was said. Public. */
  message: messageBody,
  /** An internal note. Never public. */
  note: noteBody,
  /**
   * An agent took the conversation or was given it. Public as the agent's name alone. `why` is what routing decided by,
   * absent where somebody took it; the candidates are kept beside the entry.
   */
  assigned: z.object({
    member_id: z.uuid(),
    name: z.string(),
    why: decisionReason.optional(),
    by: z.enum(['transfer', 'takeover']).optional(),
    /** Whose it was. */
    from: memberNamed.optional(),
  }),
  /** It is offered to one agent until `until`. Never public. */
  offered: z.object({
    member_id: z.uuid(),
    name: z.string(),
    until: z.iso.datetime(),
    why: decisionReason.optional(),
    /** The colleague who offers it, and keeps it until it is accepted. */
    from: memberNamed.optional(),
  }),
  /** A colleague came in beside the agent who has it. Public as the name alone. */
  joined: memberNamed,
  /** The agent declined the offer, or let it pass. Never public. */
  offer_passed: z.object({
    member_id: z.uuid(),
    name: z.string(),
    how: z.enum(['declined', 'timed_out']),
    /** The colleague who had offered it. */
    back_to: memberNamed.optional(),
  }),
  /** It is in another queue now, with its place. Never public. */
  queued: z.object({
    /** Null: that of the workspace. */
    team_id: z.uuid().nullable(),
    team_name: z.string().nullable(),
    why: z.enum(['overflow', 'transfer', 'agent_gone', 'team_deleted']),
  }),
  /** Nobody of this queue's teams can come; it stays there for whoever comes after all. Never public (Q7). */
  unattended: z.object({
    why: z.enum(['declined', 'full', 'absent']),
    team_id: z.uuid(),
    team_name: z.string(),
  }),
  /** Its agent works here no more, or is gone, and it waits for another. Public without a body. */
  unassigned: z.object({ member_id: z.uuid(), name: z.string() }),
  /** Put aside until then, or with null until the visitor writes. Never public. */
  snoozed: z.object({ until: z.iso.datetime().nullable() }),
  /** It is there again: its time came, its visitor wrote, or somebody woke it. Never public. */
  woken: z.object({ why: z.enum(['time', 'visitor', 'agent']) }),
  /** It goes earlier or later in its queue. Never public. */
  prioritized: z.object({ priority: z.int(), before: z.int() }),
  /** By the name at the time. Never public. */
  tagged: z.object({ tag_id: z.uuid(), name: z.string() }),
  untagged: z.object({ tag_id: z.uuid(), name: z.string() }),
  /** The visitor left an agent's message unanswered for long; the conversation will end. Public. */
  idle_warned: z.object({}),
  /** The conversation ended. Public. */
  ended: z.object({ reason: z.enum(['agent', 'visitor', 'left_queue', 'idle']) }),
  /** [FM3] The visitor answered the site's questions. Public. */
  form_submitted: z.object({
    form: formKind,
    answers: z.array(formAnswer),
    /** The team that the visitor chose, as it was offered. */
    team: z.string().optional(),
  }),
  /** [RT3] How the visitor found it; the latest stands. Public. */
  rated: z.object({
    score: z.int(),
    comment: z.string().optional(),
    /** The site's own question, as it was asked, and what was answered. */
    question: z.string().optional(),
    answer: z.string().optional(),
    /** An earlier one stood before. */
    changed: z.literal(true).optional(),
  }),
  /** The visitor wrote after the end. Public. */
  reopened: z.object({}),
  /** A message reads otherwise now. Public. */
  message_edited: messageRevised,
  /** A message was taken back: agents still read it, its visitor does not. Public. */
  message_deleted: messageRevised,
  /** A message's words are gone everywhere. Public. */
  message_redacted: messageRevised,
  /** The same of notes. Never public. */
  note_edited: noteRevised,
  note_deleted: noteRevised,
  note_redacted: noteRevised,
} as const;

export type EntryType = keyof typeof entryBodies;
export type EntryBody<T extends EntryType = EntryType> = z.infer<(typeof entryBodies)[T]>;

export const senderKind = z.enum(['visitor', 'agent', 'system']);
export type SenderKind = z.infer<typeof senderKind>;

/** Who sent an entry. `name` is an agent's name at the time; visitors and the system have none here. */
export const sender = z.object({
  kind: senderKind,
  id: z.uuid().nullable(),
  name: z.string().nullable(),
});
export type Sender = z.infer<typeof sender>;

/** An entry as agents see it. `type` is open: a client shows a placeholder for one it does not know (E4). */
export const entry = z.object({
  seq: z.int().positive(),
  public_seq: z.int().positive().nullable(),
  type: z.string(),
  sender,
  client_id: z.uuid().nullable(),
  body: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
});
export type Entry = z.infer<typeof entry>;

/** An entry as its visitor sees it: `seq` is the public number, the body its public projection (E3). */
export const publicEntry = z.object({
  seq: z.int().positive(),
  type: z.string(),
  sender: z.object({ kind: senderKind, name: z.string().nullable() }),
  client_id: z.uuid().nullable(),
  body: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
});
export type PublicEntry = z.infer<typeof publicEntry>;
