import { conversation } from '../../shared/protocol/conversations.ts';
import { priorityRequest, snoozeRequest } from '../../shared/protocol/inbox.ts';
import { defineRoute } from '../http/define-route.ts';
import { inWorkspaceConversation as params } from './route-schemas.ts';
import { setPriority } from './set-priority.ts';
import { snoozeConversation } from './snooze-conversation.ts';
import { wakeConversation } from './wake-conversation.ts';

const ONE = '/api/v1/workspaces/{workspace_id}/conversations/{conversation_id}';
const works = { permission: 'conversations.work', surface: 'console' } as const;

export const inboxRoutes = [
  defineRoute({
    ...works,
    method: 'put',
    path: `${ONE}/snooze`,
    summary: 'Put the conversation aside until a time, or until its visitor writes.',
    params,
    body: snoozeRequest,
    result: conversation,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      snoozeConversation(services, actor, { conversation_id, ...body }),
  }),
  defineRoute({
    ...works,
    method: 'delete',
    path: `${ONE}/snooze`,
    summary: 'Wake the conversation now. One that is awake stays as it is.',
    params,
    result: conversation,
    handle: ({ services, actor, params: { conversation_id } }) =>
      wakeConversation(services, actor, { conversation_id }),
  }),
  defineRoute({
    ...works,
    method: 'put',
    path: `${ONE}/priority`,
    summary: 'Set what goes first in the queue: 0 normal, 1 high, 2 urgent.',
    params,
    body: priorityRequest,
    result: conversation,
    handle: ({ services, actor, params: { conversation_id }, body }) =>
      setPriority(services, actor, { conversation_id, ...body }),
  }),
];
