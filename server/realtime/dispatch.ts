import { BellhopError, type ErrorBody } from '../../shared/errors.ts';
import type { ClientFrameType } from '../../shared/protocol/client-frames.ts';
import type { Answer, Refusal } from '../../shared/protocol/server-frames.ts';
import { explain } from '../http/error-response.ts';
import { parseJson } from '../http/parse-json.ts';
import type { RealtimeContext } from './context.ts';
import { frameTable, type FrameDefinition } from './frames.ts';
import type { Session } from './session.ts';

/** Any JSON object with a string `type`. */
export interface RawFrame {
  readonly type: string;
  readonly [field: string]: unknown;
}
export type Reply = Answer | Refusal | { type: 'pong' };

const PONG = { type: 'pong' } as const;

export const isRawFrame = (value: unknown): value is RawFrame =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** [W3, W4] The frame in a text; null when it is malformed. */
export function readFrame(text: string): RawFrame | null {
  try {
    const value = parseJson(text);
    return isRawFrame(value) ? value : null;
  } catch {
    return null;
  }
}

export const idOf = ({ id }: RawFrame): number | undefined =>
  Number.isSafeInteger(id) && (id as number) >= 0 ? (id as number) : undefined;

export const refusal = (id: number | undefined, error: ErrorBody): Refusal =>
  id === undefined ? { type: 'error', error } : { type: 'error', id, error };

/** Does what a frame asks. Null when nothing is to be said. Never throws. */
export async function answerFrame(
  context: RealtimeContext,
  session: Session,
  frame: RawFrame,
): Promise<Reply | null> {
  const id = idOf(frame);
  try {
    if (frame.type === 'ping') return PONG;
    const definition = definitionOf(frame.type, id);
    if (definition === null) return null;
    const result = await definition.handle(context, session, parseFor(definition, session, frame));
    return id === undefined ? null : { type: 'answer', id, result };
  } catch (error) {
    return refusal(id, errorBody(context, error, frame.type));
  }
}

/** One place where an error becomes what a client may see. */
export function errorBody(context: RealtimeContext, error: unknown, what: string): ErrorBody {
  if (!(error instanceof BellhopError)) context.onError(error, what);
  return explain(error).toBody();
}

/** [W5] The definition; null when an unknown type is to be ignored. */
function definitionOf(type: string, id: number | undefined): FrameDefinition | null {
  if (type === 'hello') throw new BellhopError('conflict', 'This connection has said hello already.');
  if (Object.hasOwn(frameTable, type)) return frameTable[type as ClientFrameType];
  if (id === undefined) return null;
  throw new BellhopError('bad_request', 'The server knows no frame of this type.', { field: 'type' });
}

function parseFor({ roles, schema }: FrameDefinition, { actor }: Session, frame: RawFrame): unknown {
  if (!roles.includes(actor.kind)) {
    throw new BellhopError('forbidden', `Frames of this type are not for ${actor.kind}s.`, { field: 'type' });
  }
  const parsed = schema.safeParse(frame);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new BellhopError(
    'bad_request',
    issue?.message ?? 'The frame does not fit.',
    field === '' ? {} : { field },
  );
}
