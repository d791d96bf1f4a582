import type { Addressee } from '../../shared/protocol/notes.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import { request } from './api.ts';

/** Where a verb is aimed, and the id that makes it happen once however often it is sent (M5). */
export interface Aimed {
  workspace: string;
  conversation: string;
  client_id: string;
}

const post = ({ workspace, conversation, client_id }: Aimed, verb: string, body: object = {}) =>
  request<EntryAnswer>(
    'POST',
    `/workspaces/${encodeURIComponent(workspace)}/conversations/${encodeURIComponent(conversation)}/${verb}`,
    { client_id, ...body },
  );

export const addNote = (aimed: Aimed, text: string, mentions: readonly Addressee[]) =>
  post(aimed, 'notes', { text, mentions });

export const transferChat = (
  aimed: Aimed,
  given: { to: Addressee; as: 'direct' | 'offer'; note?: string | undefined },
) => post(aimed, 'transfer', given);

/** `from` is whose it is as far as one sees: who was quicker keeps it. */
export const takeOver = (aimed: Aimed, from: string | null) => post(aimed, 'take-over', { from });

export const editEntry = (aimed: Aimed, seq: number, text: string) =>
  post(aimed, `entries/${seq}/edit`, { text });

export const removeEntry = (aimed: Aimed, seq: number, how: 'delete' | 'redact') =>
  post(aimed, `entries/${seq}/${how}`);
