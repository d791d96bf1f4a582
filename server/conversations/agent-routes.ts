import { conversation } from '../../shared/protocol/conversations.ts';
import { entryAnswer } from '../../shared/protocol/server-frames.ts';
import { defineRoute } from '../http/define-route.ts';
import { findConversation } from './access.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { listConversations } from './list-conversations.ts';
import * as shapes from './route-schemas.ts';
import { sendMessage } from './send-message.ts';
import { setRead } from './set-read.ts';

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
];
