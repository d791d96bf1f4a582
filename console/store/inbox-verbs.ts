import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { NewTagRequest, Priority, Tag, TagRequest } from '../../shared/protocol/inbox.ts';
import { request } from './api.ts';

/** What is set on a conversation. Told again it changes nothing, so none of these has a client id. */

export interface InWorkspace {
  workspace: string;
}
export interface OfChat extends InWorkspace {
  conversation: string;
}

const base = ({ workspace }: InWorkspace) => `/workspaces/${encodeURIComponent(workspace)}`;
const chat = (of: OfChat) => `${base(of)}/conversations/${encodeURIComponent(of.conversation)}`;
const tagPath = (of: InWorkspace, id: string) => `${base(of)}/tags/${encodeURIComponent(id)}`;

export const snoozeChat = (of: OfChat, until: string | null) =>
  request<Conversation>('PUT', `${chat(of)}/snooze`, { until });

export const wakeChat = (of: OfChat) => request<Conversation>('DELETE', `${chat(of)}/snooze`);

export const setPriority = (of: OfChat, priority: Priority) =>
  request<Conversation>('PUT', `${chat(of)}/priority`, { priority });

export const putTag = (of: OfChat, tag: string) =>
  request<Conversation>('PUT', `${chat(of)}/tags/${encodeURIComponent(tag)}`);

export const takeTag = (of: OfChat, tag: string) =>
  request<Conversation>('DELETE', `${chat(of)}/tags/${encodeURIComponent(tag)}`);

export const makeTag = (of: InWorkspace, given: NewTagRequest) =>
  request<Tag>('POST', `${base(of)}/tags`, given);

export const changeTag = (of: InWorkspace, id: string, given: TagRequest) =>
  request<Tag>('PUT', tagPath(of, id), given);

export const deleteTag = (of: InWorkspace, id: string) => request<undefined>('DELETE', tagPath(of, id));
