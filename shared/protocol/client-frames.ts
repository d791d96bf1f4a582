import { z } from 'zod';
import { givenForm, teamChoice } from './forms.ts';
import { MAX_PAGE_ENTRIES, MAX_PREVIEW_LENGTH } from './limits.ts';
import { messageText, repliedTo } from './text.ts';

/** Frames that a client sends: imperative names. SPEC.md, sections H, M, R, T. */

const requestId = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const request = { id: requestId };

/** [H3] A visitor's hello: the site's key and the visitor's token. */
export const visitorHello = z.object({
  type: z.literal('hello'),
  v: z.int(),
  role: z.literal('visitor'),
  site: z.string().min(1).max(64),
  token: z.string().min(1).max(256),
});

/** [H4] An agent's hello: the workspace; the session cookie of the upgrade is the authority. */
export const agentHello = z.object({
  type: z.literal('hello'),
  v: z.int(),
  role: z.literal('agent'),
  workspace: z.uuid(),
  /** Where this client's copy of the inbox stands; absent for a fresh one. */
  position: z.object({ epoch: z.uuid(), rev: z.int().min(0) }).optional(),
});

export const hello = z.discriminatedUnion('role', [visitorHello, agentHello]);
export type Hello = z.infer<typeof hello>;
export type VisitorHello = z.infer<typeof visitorHello>;
export type AgentHello = z.infer<typeof agentHello>;

export const clientFrames = {
  /** [M1] Begin a conversation with its first message. Visitors. */
  'conversation.start': z.object({
    type: z.literal('conversation.start'),
    ...request,
    conversation_id: z.uuid(),
    client_id: z.uuid(),
    text: messageText,
    /** [FM1] What the visitor answered before. */
    form: givenForm.optional(),
    /** [FM5] Whose queue the visitor chose. */
    team: teamChoice.optional(),
  }),
  /** [M1] Say something. Visitors and agents. */
  'message.send': z.object({
    type: z.literal('message.send'),
    ...request,
    conversation_id: z.uuid(),
    client_id: z.uuid(),
    text: messageText,
    reply_to: repliedTo.optional(),
  }),
  /** [M6] End a conversation. Visitors and agents. */
  'conversation.end': z.object({
    type: z.literal('conversation.end'),
    ...request,
    conversation_id: z.uuid(),
    client_id: z.uuid(),
  }),
  /** [M7] Mark as read up to a public position. Visitors and agents. */
  'read.set': z.object({
    type: z.literal('read.set'),
    ...request,
    conversation_id: z.uuid(),
    position: z.int().min(0),
  }),
  /** [R1] A page of a conversation's entries, after or before a position of this role's numbering. */
  'entries.fetch': z.object({
    type: z.literal('entries.fetch'),
    ...request,
    conversation_id: z.uuid(),
    after: z.int().min(0).optional(),
    before: z.int().min(1).optional(),
    limit: z.int().min(1).max(MAX_PAGE_ENTRIES).optional(),
  }),
  /** [R4] A page of the conversations that changed after a position. Agents. */
  'inbox.fetch': z.object({
    type: z.literal('inbox.fetch'),
    ...request,
    epoch: z.uuid(),
    after: z.int().min(0),
    limit: z.int().min(1).max(MAX_PAGE_ENTRIES).optional(),
  }),
  /** [T1] The person types, or stopped. Not answered. Visitors and agents. */
  'typing.set': z.object({
    type: z.literal('typing.set'),
    conversation_id: z.uuid(),
    typing: z.boolean(),
    /** [T7] What is written so far. Visitors, where the welcome says `typing_preview`. */
    text: z.string().max(MAX_PREVIEW_LENGTH).optional(),
  }),
  /** [T5] Looks at this conversation, or at none. Answered with who else does. Agents. */
  'viewing.set': z.object({
    type: z.literal('viewing.set'),
    ...request,
    conversation_id: z.uuid().nullable(),
  }),
  /** [B1] Answered by `pong`. */
  ping: z.object({ type: z.literal('ping') }),
} as const;

export type ClientFrameType = keyof typeof clientFrames;
export type ClientFrame<T extends ClientFrameType = ClientFrameType> = z.input<(typeof clientFrames)[T]>;
