import { t } from '../i18n/translate.ts';
import { BellhopError, ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../shared/errors.ts';

const BASE = '/api/v1';
const CODES = new Map<number, ErrorCode>(
  Object.entries(ERROR_STATUS).map(([code, status]) => [status, code as ErrorCode]),
);

/** One request to our own server. What is refused, and what never arrived, is thrown as a `BellhopError`. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await reach(`${BASE}${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    credentials: 'same-origin',
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response, answer);
  return answer as T;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new BellhopError('unavailable', t('error.unreachable'), { cause });
  }
}

function refusal(response: Response, answer: unknown): BellhopError {
  const body = errorBody(answer);
  const known = body?.code !== undefined && body.code in ERROR_STATUS;
  const code = known ? (body.code as ErrorCode) : (CODES.get(response.status) ?? 'internal');
  const retryAfter = body?.retry_after ?? (Number(response.headers.get('retry-after')) || undefined);
  return new BellhopError(code, body?.message ?? response.statusText, {
    ...(body?.field !== undefined && { field: body.field }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
  });
}

type LooseError = Partial<Omit<ErrorBody, 'code'>> & { code?: string };

function errorBody(answer: unknown): LooseError | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const body: unknown = 'error' in answer ? answer.error : answer;
  return typeof body === 'object' && body !== null ? (body as LooseError) : undefined;
}
