import { errorFromWire, unavailable } from './wire-error.ts';

export interface ApiCall {
  /** Origin of the Bellhop server. */
  host: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, as in `/visitor/sessions`. */
  path: string;
  body?: unknown;
  /** A visitor's token. Without one the call carries the cookies of its own origin, and no others. */
  token?: string | undefined;
  signal?: AbortSignal;
  /** Lets it outlive the page. */
  keepalive?: boolean;
  fetch?: typeof fetch | undefined;
}

async function callFetch(call: ApiCall): Promise<Response> {
  try {
    return await (call.fetch ?? fetch)(`${call.host}/api/v1${call.path}`, {
      method: call.method,
      credentials: call.token === undefined ? 'same-origin' : 'omit',
      headers: {
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.signal ?? null,
      keepalive: call.keepalive ?? false,
    });
  } catch (error) {
    throw unavailable(error);
  }
}

/** Calls the HTTP API; rejects with the server's `BellhopError`, or `unavailable` when it cannot be reached. */
export async function callApi<T>(call: ApiCall): Promise<T> {
  const response = await callFetch(call);
  let body: unknown;
  try {
    body = response.status === 204 ? undefined : await response.json();
  } catch (error) {
    // A body that breaks off or is no JSON came from between us and the server.
    if (response.ok) throw unavailable(error);
  }
  if (response.ok) return body as T;
  throw errorFromWire((body as { error?: unknown } | undefined)?.error ?? body, response.status);
}
