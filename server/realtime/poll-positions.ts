import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import { parseJson } from '../http/parse-json.ts';

/**
 * [P3] What a client holds between polls, so that any node can answer the next one. It is not secret and not trusted:
 * whoever changes it only changes which of the events that they may see they are told again.
 */
const MAX_KNOWN = 100;
const visitorPositions = z.object({
  /** Of each conversation: the last public entry, and how the rest of it looked. */
  known: z
    .record(z.uuid(), z.tuple([z.int().min(0), z.string().max(16)]))
    .refine((known) => Object.keys(known).length <= MAX_KNOWN),
  /** [V1] What was said of where those that wait stand. */
  places: z.record(z.uuid(), z.string().max(40)).optional(),
});
const agentPositions = z.object({ epoch: z.uuid(), rev: z.int().min(0) });

export type VisitorPositions = z.infer<typeof visitorPositions>;
export type AgentPositions = z.infer<typeof agentPositions>;

export const writePositions = (positions: VisitorPositions | AgentPositions): string =>
  Buffer.from(JSON.stringify(positions)).toString('base64url');

/** Null when there are none, or they can't be read: then the poll is answered like a first one. */
export const readVisitorPositions = (text: string | undefined): VisitorPositions | null =>
  read(visitorPositions, text);
export const readAgentPositions = (text: string | undefined): AgentPositions | null =>
  read(agentPositions, text);

function read<T>(schema: z.ZodType<T>, text: string | undefined): T | null {
  if (text === undefined) return null;
  try {
    return schema.parse(parseJson(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Differs when anything that the visitor can see of the conversation differs. */
export const looksOf = (conversation: VisitorConversation): string =>
  createHash('sha256').update(JSON.stringify(conversation)).digest('base64url').slice(0, 12);
