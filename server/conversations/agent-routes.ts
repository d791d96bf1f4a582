import { conversation } from '../../shared/protocol/conversations.ts';
import * as notes from '../../shared/protocol/notes.ts';
import { entryAnswer } from '../../shared/protocol/server-frames.ts';
import { defineRoute } from '../http/define-route.ts';
import { findConversation } from './access.ts';
import { addNote } from './add-note.ts';
import { endConversation } from './end-conversation.ts';
import { joinConversation } from './join.ts';
import { fetchEntries } from './fetch-entries.ts';
import { listConversations } from './list-conversations.ts';
import { listMentions, readMentions } from './mentions.ts';
import { reviseEntry } from './revise-entry.ts';
import * as shapes from './route-schemas.ts';
import { sendMessage } from './send-message.ts';
import { setRead } from './set-read.ts';
import { takeOver, transfer } from './transfer.ts';

const BASE = '/api/v1/workspaces/{workspace_id}/conversations';
const ONE = `${BASE}/{conversation_id}`;
const asMember = { permission: 'conversations.work', surface: 'console' } as const;
const params = shapes.inWorkspaceConversation;

export const agentConversationRoutes = [
  defineRoute({
    ...asMember,
    method: 'get',
    path: BASE,
    summary: 'A page of conversations, and the position from which to follow what changes.',
    params: shapes.inWorkspace,
    query: shapes.listing,
    result: shapes.conversationList,
    handle: ({ services, actor, query }) => listConversations(services, actor, query),
  }),
  defineRoute({
    ...asMember,
    method: 'get',
    path: ONE,
    summary: 'One conversation.',
    params,
    result: conversation,
    handle: ({ services, actor, params: { conversation_id: id } }) => findConversation(services, actor, id),
  }),
  defineRoute({
    ...asMember,
    method: 'get',
    path: `${ONE}/entries`,
    summary: 'A page of entries after or before a position; the latest with neither.',
    params,
    query: shapes.page,
    result: shapes.agentEntries,
    handle: ({ services, actor, params: { conversation_id }, query }) =>
      fetchEntries(services, actor, { conversation_id, ...query }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/messages`,
    summary: 'Reply. A resend of a client_id gets the first answer.',
    params,
    body: shapes.message,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      sendMessage(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/end`,
    summary: 'End the conversation. One that has ended answers with the end that stands.',
    params,
    body: shapes.ending,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      endConversation(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'put',
    path: `${ONE}/read`,
    summary: 'Mark as read up to a public position; only ever forward.',
    params,
    body: shapes.readMark,
    result: shapes.position,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      setRead(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/notes`,
    summary: 'Leave a note for colleagues; those it mentions find it among their mentions.',
    params,
    body: notes.noteRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      addNote(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/transfer`,
    summary: 'Give the chat to a colleague, at once or as an offer, or to the queue of a team.',
    params,
    body: notes.transferRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      transfer(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/take-over`,
    summary: 'Take the chat that a colleague has, or nobody.',
    params,
    body: notes.takeOverRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      takeOver(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/join`,
    summary: 'Come in beside the colleague who has the chat; the visitor is told your name.',
    params,
    body: notes.takeOverRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      joinConversation(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/entries/{seq}/edit`,
    summary: 'Change what you said, for a while after it.',
    params: shapes.ofEntry,
    body: notes.editRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id, seq }, body }) =>
      reviseEntry(services, actor, { conversation_id, seq, ...body, how: 'edited' }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/entries/{seq}/delete`,
    summary: 'Take back what you said, for a while after it. Colleagues can still read it.',
    params: shapes.ofEntry,
    body: notes.removalRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id, seq }, body }) =>
      reviseEntry(services, actor, { conversation_id, seq, ...body, how: 'deleted' }),
  }),
  defineRoute({
    ...asMember,
    method: 'post',
    path: `${ONE}/entries/{seq}/redact`,
    summary: 'Remove the words of a message for good: your own, and for admins anybody’s.',
    params: shapes.ofEntry,
    body: notes.removalRequest,
    result: entryAnswer,
    handle: ({ services, actor, params: { conversation_id, seq }, body }) =>
      reviseEntry(services, actor, { conversation_id, seq, ...body, how: 'redacted' }),
  }),
  defineRoute({
    ...asMember,
    method: 'put',
    path: `${ONE}/mentions`,
    summary: 'Mark your mentions in this conversation as seen, up to an entry.',
    params,
    body: shapes.mentionMark,
    result: shapes.unreadMentions,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      readMentions(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...asMember,
    method: 'get',
    path: '/api/v1/workspaces/{workspace_id}/mentions',
    summary: 'Where colleagues mentioned you, newest first, and how many you have not seen.',
    params: shapes.inWorkspace,
    query: shapes.mentionPage,
    result: notes.mentionList,
    handle: ({ services, actor, query }) => listMentions(services, actor, query),
  }),
];
