import { z } from 'zod';
import { conversation } from '../../shared/protocol/conversations.ts';
import { newTagRequest, tag, tagList, tagRequest } from '../../shared/protocol/inbox.ts';
import { defineRoute } from '../http/define-route.ts';
import { listTags } from './list-tags.ts';
import { changeTag, createTag, deleteTag } from './save-tag.ts';
import { tagConversation, untagConversation } from './tag-conversation.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}';
const ONE = `${WORKSPACE}/tags/{tag_id}`;
const OF_CHAT = `${WORKSPACE}/conversations/{conversation_id}/tags/{tag_id}`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofTag = inWorkspace.extend({ tag_id: z.uuid() });
const ofChat = ofTag.extend({ conversation_id: z.uuid() });
const works = { permission: 'conversations.work', surface: 'console' } as const;
const manages = { permission: 'tags.manage', surface: 'console' } as const;

export const tagRoutes = [
  defineRoute({
    ...works,
    method: 'get',
    path: `${WORKSPACE}/tags`,
    summary: 'The tags of the workspace, by name.',
    params: inWorkspace,
    result: tagList,
    handle: ({ services, actor }) => listTags(services, actor),
  }),
  defineRoute({
    ...works,
    method: 'post',
    path: `${WORKSPACE}/tags`,
    summary: 'Make a tag, or find the one of that name.',
    params: inWorkspace,
    body: newTagRequest,
    result: tag,
    handle: ({ services, actor, body }) => createTag(services, actor, body),
  }),
  defineRoute({
    ...manages,
    method: 'put',
    path: ONE,
    summary: 'Change what a tag is called, and its colour.',
    params: ofTag,
    body: tagRequest,
    result: tag,
    handle: ({ services, actor, params, body }) => changeTag(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'delete',
    path: ONE,
    summary: 'Delete a tag, and take it off all conversations.',
    params: ofTag,
    status: 204,
    handle: ({ services, actor, params }) => deleteTag(services, actor, params),
  }),
  defineRoute({
    ...works,
    method: 'put',
    path: OF_CHAT,
    summary: 'Put a tag on a conversation.',
    params: ofChat,
    result: conversation,
    handle: ({ services, actor, params }) => tagConversation(services, actor, params),
  }),
  defineRoute({
    ...works,
    method: 'delete',
    path: OF_CHAT,
    summary: 'Take a tag off a conversation.',
    params: ofChat,
    result: conversation,
    handle: ({ services, actor, params }) => untagConversation(services, actor, params),
  }),
];
