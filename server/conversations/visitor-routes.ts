import { BellhopError } from '../../shared/errors.ts';
import { entryAnswer } from '../../shared/protocol/server-frames.ts';
import type { AppServices } from '../http/app-services.ts';
import { defineRoute } from '../http/define-route.ts';
import type { VisitorActor } from '../identity.ts';
import { findConversation } from './access.ts';
import { endConversation } from './end-conversation.ts';
import { fetchEntries } from './fetch-entries.ts';
import { pageVisitorConversations } from './page-visitor-conversations.ts';
import * as shapes from './route-schemas.ts';
import { sendMessage } from './send-message.ts';
import { setRead } from './set-read.ts';
import { startConversation, type StartInput } from './start-conversation.ts';

const BASE = '/api/v1/visitor/conversations';
const ONE = `${BASE}/{conversation_id}`;
const asVisitor = { permission: 'visitor', surface: 'site' } as const;

export const visitorConversationRoutes = [
  defineRoute({
    ...asVisitor,
    method: 'get',
    path: BASE,
    summary:
      "A page of the visitor's conversations, at most 20, those with the latest word first; with `q` those in which it was said.",
    query: shapes.history,
    result: shapes.visitorConversations,
    handle({ services, actor, query }) {
      services.visitorLimits.history(actor);
      return pageVisitorConversations(services, actor, query);
    },
  }),
  defineRoute({
    ...asVisitor,
    method: 'post',
    path: BASE,
    summary:
      'Begin a conversation with its first message. The client makes both ids; a resend gets the first answer.',
    body: shapes.firstMessage,
    result: entryAnswer,
    handle: ({ services, actor, body, request }) => startWithinLimits(services, actor, request.address, body),
  }),
  defineRoute({
    ...asVisitor,
    method: 'post',
    path: `${ONE}/messages`,
    summary: 'Say something. A resend of a client_id gets the first answer.',
    params: shapes.inConversation,
    body: shapes.message,
    result: entryAnswer,
    handle: async ({ services, actor, params, body }) => {
      await services.settings.ready(actor.workspaceId);
      services.visitorLimits.message(actor);
      return sendMessage(services, actor, { ...params, ...body });
    },
  }),
  defineRoute({
    ...asVisitor,
    method: 'post',
    path: `${ONE}/end`,
    summary: 'End the conversation. One that has ended answers with the end that stands.',
    params: shapes.inConversation,
    body: shapes.ending,
    result: entryAnswer,
    handle: ({ services, actor, params, body }) => endConversation(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...asVisitor,
    method: 'put',
    path: `${ONE}/read`,
    summary: 'Mark as read up to a position; only ever forward.',
    params: shapes.inConversation,
    body: shapes.readMark,
    result: shapes.position,
    handle: ({ services, actor, params, body }) => setRead(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...asVisitor,
    method: 'get',
    path: `${ONE}/entries`,
    summary: 'A page of entries after or before a position; the latest with neither.',
    params: shapes.inConversation,
    query: shapes.page,
    result: shapes.visitorEntries,
    handle: ({ services, actor, params, query }) => fetchEntries(services, actor, { ...params, ...query }),
  }),
];

/** [L1, L2] A resend of what stands already is a message, not another conversation. */
async function startWithinLimits(
  services: AppServices,
  actor: VisitorActor,
  address: string,
  input: StartInput,
) {
  await services.settings.ready(actor.workspaceId);
  if (await stands(services, actor, input.conversation_id)) {
    services.visitorLimits.message(actor);
    return startConversation(services, actor, input);
  }
  const taken = services.visitorLimits.conversation(actor, address);
  try {
    return await startConversation(services, actor, input);
  } catch (error) {
    taken.undo();
    throw error;
  }
}

async function stands(services: AppServices, actor: VisitorActor, id: string): Promise<boolean> {
  try {
    await findConversation(services, actor, id);
    return true;
  } catch (error) {
    if (error instanceof BellhopError && error.code === 'not_found') return false;
    throw error;
  }
}
