import type { BellhopError } from '../errors.ts';
import type { VisitorSession } from '../protocol/http.ts';
import type { EntryAnswer } from '../protocol/server-frames.ts';
import { callApi, type ApiCall } from './api.ts';
import type { OutboxItem } from './types.ts';
import { unavailable } from './wire-error.ts';

type Server = Pick<ApiCall, 'host' | 'fetch'>;

const TIMEOUT_MS = 15_000;

const post = <T>({ host, fetch }: Server, path: string, body: object, token?: string): Promise<T> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  return callApi<T>({ host, fetch, method: 'POST', path, body, token, signal: abort.signal }).finally(() =>
    clearTimeout(timer),
  );
};

/** Makes a visitor: the one call that creates anything for somebody who was not here before. */
export const createVisitorToken = (server: Server, site: string): Promise<VisitorSession> =>
  post(server, '/visitor/sessions', { site });

/** Begins a conversation with its first message, as `conversation.start` does [W7]. */
export const startConversation = async (
  server: Server,
  token: string,
  { conversation_id, client_id, text, form, team }: OutboxItem,
): Promise<EntryAnswer> => {
  try {
    return await post(
      server,
      '/visitor/conversations',
      { conversation_id, client_id, text, form, team },
      token,
    );
  } catch (error) {
    // Not the message is at fault but who asks: the hello that follows is refused too, and decides what becomes of it.
    throw (error as BellhopError).code === 'forbidden' ? unavailable(error) : error;
  }
};

/** Ends the token, if the server can be reached. */
export const endVisitorToken = ({ host, fetch }: Server, token: string): void => {
  callApi({ host, fetch, method: 'DELETE', path: '/visitor/session', token, keepalive: true }).catch(
    () => {},
  );
};
