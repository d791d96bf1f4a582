import { BellhopError } from '../../shared/errors.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { parseJson } from './parse-json.ts';

const NOT_JSON = 'Send JSON, with the header content-type: application/json.';

/** The JSON body of a request; an absent one is `undefined`. Reads no further than the limit (W2). */
export async function readJsonBody(request: Request, most: number = MAX_FRAME_BYTES): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > most) throw tooLarge(most);
  const bytes = await readLimited(request, most);
  if (bytes.length === 0) return undefined;
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new BellhopError('bad_request', NOT_JSON);
  }
  return parseJson(decode(bytes));
}

/** The fields of a form. A name given twice is none of ours; the last one counts. */
export async function readFormBody(request: Request, most: number = MAX_FRAME_BYTES): Promise<unknown> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new BellhopError('bad_request', 'Send a form.');
  }
  return Object.fromEntries(new URLSearchParams(decode(await readLimited(request, most))));
}

async function readLimited(request: Request, most: number): Promise<Buffer> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > most) {
      void reader?.cancel().catch(() => undefined);
      throw tooLarge(most);
    }
    chunks.push(value);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BellhopError('bad_request', 'The body is not valid UTF-8.');
  }
}

const tooLarge = (most: number) =>
  new BellhopError('too_large', `A request holds at most ${most / 1024} KiB. Send less at once.`);
