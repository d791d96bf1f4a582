import { z } from 'zod';
import { BellhopError, type ErrorBody } from '../../shared/errors.ts';
import type { Hello } from '../../shared/protocol/client-frames.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { MAX_SOCKETS_PER_VISITOR, POLL_WAIT_MS } from '../../shared/protocol/limits.ts';
import type { RealtimeContext } from './context.ts';
import { answerFrame, errorBody, isRawFrame, type RawFrame } from './dispatch.ts';
import { parseHello, resolveHello, type Caller } from './hello.ts';
import { catchUpAgent, catchUpVisitor, type CaughtUp } from './poll-events.ts';
import { readAgentPositions, readVisitorPositions, writePositions } from './poll-positions.ts';
import { waitForNews } from './poll-wait.ts';
import { isVisitor, type Session } from './session.ts';

export interface PollRequest {
  /** Parsed by `parseJson`. */
  body: unknown;
  cookieHeader: string | null;
  origin: string | null;
  /** See `addressKey`. */
  address: string;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
}

export interface PollResponse {
  status: number;
  body: { frames: unknown[]; positions: string } | { error: ErrorBody };
}

/** A client has at most this many frames in one poll; L4 counts them like a socket's. */
const MAX_POLL_FRAMES = 50;
const HELD_ELSEWHERE_SECONDS = 30;

const pollBody = z.object({
  hello: z.custom<RawFrame>(isRawFrame, 'A poll carries a hello.'),
  frames: z
    .array(z.custom<RawFrame>(isRawFrame, 'A frame is an object with a type.'))
    .max(MAX_POLL_FRAMES)
    .default([]),
  positions: z.string().max(16_384).optional(),
  wait_ms: z.int().min(0).default(0),
});
type PollBody = z.infer<typeof pollBody>;

/** [P2, P4] One poll, answered from the database alone, so that any node can. Never throws. */
export async function handlePoll(context: RealtimeContext, request: PollRequest): Promise<PollResponse> {
  try {
    const body = parseBody(request.body);
    const said = parseHello(body.hello);
    const session = await resolveHello(context, said, callerOf(context, request));
    countFrames(context, session, body.frames.length + 1);
    return { status: 200, body: await answerPoll(context, session, said, body, request.signal) };
  } catch (error) {
    const body = errorBody(context, error, 'poll');
    return { status: error instanceof BellhopError ? error.status : 500, body: { error: body } };
  }
}

function parseBody(body: unknown): PollBody {
  const parsed = pollBody.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BellhopError('bad_request', issue?.message ?? 'The poll does not fit.', {
    field: issue?.path.join('.') || 'poll',
  });
}

/** [S17] As for an upgrade: a cookie from another origin is as good as none. */
function callerOf({ authority }: RealtimeContext, { cookieHeader, origin, address }: PollRequest): Caller {
  return { cookieHeader: authority.isConsoleOrigin(origin) ? cookieHeader : null, origin, address };
}

function countFrames({ pollFrames }: RealtimeContext, { actor }: Session, count: number): void {
  const key = actor.kind === 'visitor' ? `${actor.workspaceId}:${actor.visitorId}` : actor.sessionId;
  for (let taken = 0; taken < count; taken++) {
    const wait = pollFrames.take(key);
    if (wait > 0)
      throw new BellhopError('rate_limited', 'Too many requests. Wait a moment.', { retry_after: wait });
  }
}

async function answerPoll(
  context: RealtimeContext,
  session: Session,
  said: Hello,
  { frames, positions, wait_ms }: PollBody,
  signal: AbortSignal,
): Promise<{ frames: unknown[]; positions: string }> {
  const replies: unknown[] = [];
  const read = reader(context, session, said, positions);
  if (frames.length > 0 || wait_ms === 0 || context.isDraining()) {
    for (const frame of frames) {
      const reply = await answerFrame(context, session, frame);
      if (reply !== null) replies.push(reply);
    }
    const { events, positions: next } = await read();
    // A welcome comes before the answers, everything else after them.
    const isWelcome = events[0]?.type === 'welcome';
    return {
      frames: isWelcome ? [...events, ...replies] : [...replies, ...events],
      positions: written(session, next),
    };
  }
  const { events, positions: next, passing } = await readOrWait(context, session, read, wait_ms, signal);
  return { frames: [...events, ...passing], positions: written(session, next) };
}

/** [V1] What this poll tells of places is told; the next one, on whatever node, needs not. */
function written(session: Session, positions: CaughtUp['positions']): string {
  const told = isVisitor(session) && 'known' in positions && session.places?.size ? session.places : null;
  return writePositions(told ? { ...positions, places: Object.fromEntries(told) } : positions);
}

function reader(
  context: RealtimeContext,
  session: Session,
  said: Hello,
  positions: string | undefined,
): () => Promise<CaughtUp> {
  if (isVisitor(session)) {
    const stood = readVisitorPositions(positions);
    session.places = new Map(Object.entries(stood?.places ?? {}));
    return () => catchUpVisitor(context, session, stood);
  }
  const position = said.role === 'agent' ? said.position : undefined;
  return () => catchUpAgent(context, session, readAgentPositions(positions), position);
}

/** Listens before it reads, so that no news falls between the two. */
async function readOrWait(
  context: RealtimeContext,
  session: Session,
  read: () => Promise<CaughtUp>,
  waitMs: number,
  signal: AbortSignal,
): Promise<CaughtUp & { passing: unknown[] }> {
  if (
    isVisitor(session) &&
    session.workspace.subscribersOf(session.actor.visitorId) >= MAX_SOCKETS_PER_VISITOR
  ) {
    throw new BellhopError('rate_limited', 'This chat is open in too many places. Close some of them.', {
      retry_after: HELD_ELSEWHERE_SECONDS,
    });
  }
  const news = waitForNews(
    context,
    session,
    Math.min(waitMs, POLL_WAIT_MS, context.timing.pollWaitMs),
    signal,
  );
  try {
    const first = await read();
    if (first.events.length > 0) return { ...first, passing: news.passing };
    const heard = await news.heard;
    if (heard.ended === CLOSE.unauthenticated) {
      throw new BellhopError('unauthenticated', 'Your sign-in ended. Sign in again.');
    }
    const then = heard.stored ? await read() : first;
    return { ...then, passing: heard.passing };
  } finally {
    news.stop();
  }
}
