import { z } from 'zod';
import {
  conversation,
  visitorConversation,
  visitorConversationPage,
} from '../../shared/protocol/conversations.ts';
import { entry, publicEntry } from '../../shared/protocol/entries.ts';
import { MAX_PAGE_ENTRIES, MAX_SEARCH_LENGTH } from '../../shared/protocol/limits.ts';
import { givenForm, teamChoice } from '../../shared/protocol/forms.ts';
import { messageText, repliedTo } from '../../shared/protocol/text.ts';
import { VIEWS } from './list-conversations.ts';

/** [W7] The fields of the frames, as they come in paths, queries and bodies. */

const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const limit = wholeNumber(1, MAX_PAGE_ENTRIES).optional();

export const inConversation = z.object({ conversation_id: z.uuid() });
export const inWorkspace = z.object({ workspace_id: z.uuid() });
export const inWorkspaceConversation = z.object({ workspace_id: z.uuid(), conversation_id: z.uuid() });

export const message = z.object({
  client_id: z.uuid(),
  text: messageText,
  reply_to: repliedTo.optional(),
});
export const firstMessage = z.object({
  conversation_id: z.uuid(),
  client_id: z.uuid(),
  text: messageText,
  form: givenForm.optional(),
  team: teamChoice.optional(),
});
export const ending = z.object({ client_id: z.uuid() });
export const readMark = z.object({ position: z.int().min(0) });
export const page = z.object({ after: wholeNumber(0).optional(), before: wholeNumber(1).optional(), limit });
export const listing = z.object({
  view: z.enum(VIEWS).default('open'),
  team_id: z.uuid().optional(),
  tag_id: z.uuid().optional(),
  cursor: z.string().max(100).optional(),
  limit,
});

export const ofEntry = inWorkspaceConversation.extend({ seq: z.coerce.number().int().positive() });
export const mentionMark = z.object({ upto: z.int().min(1) });
export const unreadMentions = z.object({ unread: z.int() });
export const mentionPage = z.object({
  unread: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  cursor: z.string().max(100).optional(),
  limit,
});

export const position = z.object({ position: z.int() });
export const history = z.object({
  before: z.string().max(100).optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(MAX_SEARCH_LENGTH)
    .refine((words) => !words.includes('\0'), 'A search cannot hold the NUL character.')
    .optional(),
});
export const visitorConversations = visitorConversationPage;
export const visitorEntries = z.object({
  conversation: visitorConversation,
  entries: z.array(publicEntry),
  more: z.boolean(),
});
export const agentEntries = z.object({ conversation, entries: z.array(entry), more: z.boolean() });
export const conversationList = z.object({
  epoch: z.uuid(),
  rev: z.int(),
  conversations: z.array(conversation),
  next: z.string().nullable(),
});
