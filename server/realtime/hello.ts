import { randomUUID } from 'node:crypto';
import { BellhopError } from '../../shared/errors.ts';
import { CLOSE, type CloseCode } from '../../shared/protocol/close-codes.ts';
import {
  hello,
  type AgentHello,
  type Hello,
  type VisitorHello,
} from '../../shared/protocol/client-frames.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { RealtimeContext } from './context.ts';
import type { RawFrame } from './dispatch.ts';
import type { AgentSession, Session, VisitorSession } from './session.ts';

/** What came with the upgrade, or with a poll, and is not in the hello. */
export interface Caller {
  readonly cookieHeader: string | null;
  readonly origin: string | null;
  readonly address: string;
}

/** [H2, H3, H4] How a refused hello closes the socket. What isn't here may be retried with backoff. */
const CLOSE_OF: Partial<Record<ErrorCode, CloseCode>> = {
  unauthenticated: CLOSE.unauthenticated,
  two_factor_required: CLOSE.unauthenticated,
  forbidden: CLOSE.forbidden,
  not_found: CLOSE.forbidden,
  unsupported_version: CLOSE.version,
};
const INTERNAL_ERROR = 1011;

export const closeCodeOf = (error: unknown): number =>
  (error instanceof BellhopError && CLOSE_OF[error.code]) || INTERNAL_ERROR;

/** Throws `unsupported_version` before it looks at the rest, which another version may spell differently. */
export function parseHello(frame: RawFrame): Hello {
  if (Number.isSafeInteger(frame.v) && frame.v !== PROTOCOL_VERSION) {
    throw new BellhopError(
      'unsupported_version',
      `This server speaks version ${PROTOCOL_VERSION}. Reload the page to get the client that fits.`,
    );
  }
  const parsed = hello.safeParse(frame);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BellhopError('bad_request', issue?.message ?? 'The hello does not fit.', {
    field: issue?.path.join('.') || 'hello',
  });
}

/** Who says hello. Throws `unauthenticated` or `forbidden`. */
export const resolveHello = (context: RealtimeContext, said: Hello, caller: Caller): Promise<Session> =>
  said.role === 'visitor' ? resolveVisitor(context, said, caller) : resolveAgent(context, said, caller);

async function resolveVisitor(
  context: RealtimeContext,
  said: VisitorHello,
  caller: Caller,
): Promise<VisitorSession> {
  const { token, site } = said;
  const actor = await context.authority.resolveVisitor({ token, siteKey: site, origin: caller.origin });
  const workspace = await context.feed.open(actor.workspaceId);
  return {
    ...{ actor, workspace, address: caller.address, typedAt: 0 },
    opening: context.openingOf(actor),
    typingPreview: context.isPreviewed(actor.workspaceId),
  };
}

async function resolveAgent(
  context: RealtimeContext,
  said: AgentHello,
  caller: Caller,
): Promise<AgentSession> {
  const { cookieHeader, origin } = caller;
  const actor = await context.authority.resolveAgent({ cookieHeader, workspaceId: said.workspace, origin });
  const workspace = await context.feed.open(actor.workspaceId);
  return {
    ...{ actor, workspace, address: caller.address, typedAt: 0 },
    desk: context.deskOf(actor.workspaceId),
    ...{ viewerId: randomUUID(), viewing: null, viewAsks: 0 },
  };
}
