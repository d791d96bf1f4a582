import type { Duplex } from 'node:stream';
import { BellhopError } from '../../shared/errors.ts';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import {
  MAX_BUFFERED_BYTES,
  MAX_SOCKETS_PER_VISITOR,
  SOCKET_FRAME_LIMIT,
} from '../../shared/protocol/limits.ts';
import type { Hello } from '../../shared/protocol/client-frames.ts';
import type { RealtimeContext } from './context.ts';
import { answerFrame, errorBody, idOf, readFrame, refusal, type RawFrame } from './dispatch.ts';
import { gatherWrites } from './gather-writes.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import { closeCodeOf, parseHello, resolveHello, type Caller } from './hello.ts';
import type { Payload } from './payload.ts';
import { isVisitor, type Session, type Subscriber, type VisitorSession } from './session.ts';
import { subscribe, unsubscribe } from './subscription.ts';
import { agentWelcome, resumeOf, visitorWelcome } from './welcome.ts';

type ConnectionState =
  | { phase: 'awaiting_hello'; caller: Caller; since: number }
  /** The hello is being resolved. Events that come before the welcome wait in `held`. */
  | { phase: 'greeting'; session: Session | null; held: Payload[] }
  | { phase: 'live'; session: Session }
  | { phase: 'closing' };
type Greeting = Extract<ConnectionState, { phase: 'greeting' }>;

const CLOSING: ConnectionState = { phase: 'closing' };
const AS_TEXT = { binary: false } as const;
const WINDOW_MS = SOCKET_FRAME_LIMIT.seconds * 1000;
const TOO_MANY_SOCKETS_WAIT_MS = 30_000;

/** One socket. Kept small: there are many, and most are idle. */
export class Connection implements Subscriber {
  private state: ConnectionState;
  private heardAt: number;
  private windowStart: number;
  private framesInWindow = 0;
  /** [L3] The address, as long as this socket counts as a stranger's. */
  private stranger: string | null;

  constructor(
    private readonly context: RealtimeContext,
    private readonly socket: GatewaySocket,
    private readonly transport: Duplex,
    caller: Caller,
  ) {
    const now = context.now();
    this.state = { phase: 'awaiting_hello', caller, since: now };
    this.heardAt = now;
    this.windowStart = now;
    this.stranger = caller.address;
    context.strangers.add(caller.address);
  }

  get session(): Session {
    if ('session' in this.state && this.state.session !== null) return this.state.session;
    throw new Error(`A connection that is ${this.state.phase} has no session`);
  }

  get phase(): ConnectionState['phase'] {
    return this.state.phase;
  }

  receive(data: Buffer, isBinary: boolean): void {
    if (this.state.phase === 'closing') return;
    const now = this.context.now();
    this.heardAt = now;
    if (isBinary) return this.end(CLOSE.malformed);
    if (!this.countFrame(now))
      return this.end(CLOSE.rate_limited, String(this.windowStart + WINDOW_MS - now));
    const frame = readFrame(data.toString());
    if (frame === null) return this.end(CLOSE.malformed);
    if (this.state.phase === 'live') void this.answer(this.state.session, frame);
    else if (this.state.phase === 'awaiting_hello' && frame.type === 'hello')
      void this.greet(frame, this.state.caller);
    else this.refuseEarly(frame);
  }

  deliver(payload: Payload): void {
    if (this.state.phase === 'live') this.write(payload.bytes);
    else if (this.state.phase === 'greeting') this.state.held.push(payload);
  }

  end(code: number, reason?: string): void {
    if (this.state.phase === 'closing') return;
    this.detach();
    this.socket.close(code, reason);
  }

  /** [H1, B2] Called by the sweep. */
  checkSilence(now: number): void {
    const { helloTimeoutMs, heartbeatGraceMs } = this.context.timing;
    if (this.state.phase === 'awaiting_hello' && now - this.state.since >= helloTimeoutMs)
      this.end(CLOSE.hello_timeout);
    else if (now - this.heardAt >= heartbeatGraceMs) this.end(CLOSE.heartbeat);
  }

  /** The socket has closed. */
  gone(): void {
    this.detach();
    this.noStranger();
    this.context.connections.delete(this);
  }

  terminate(): void {
    this.socket.terminate();
  }

  /** Nothing is delivered from now on. */
  private detach(): void {
    const { state } = this;
    this.state = CLOSING;
    if ('session' in state && state.session !== null) unsubscribe(this.context, this, state.session);
  }

  private noStranger(): void {
    if (this.stranger !== null) this.context.strangers.remove(this.stranger);
    this.stranger = null;
  }

  private async greet(frame: RawFrame, caller: Caller): Promise<void> {
    const greeting: Greeting = { phase: 'greeting', session: null, held: [] };
    try {
      const said = parseHello(frame);
      this.state = greeting;
      const session = await resolveHello(this.context, said, caller);
      if (this.state !== greeting) return;
      await this.welcome(greeting, session, said);
    } catch (error) {
      this.refuseHello(error);
    }
  }

  private async welcome(greeting: Greeting, session: Session, said: Hello): Promise<void> {
    if (isVisitor(session)) return this.welcomeVisitor(greeting, session);
    const position = said.role === 'agent' ? said.position : undefined;
    const resume = await resumeOf(this.context, session, position);
    if (this.state !== greeting) return;
    this.goLive(session);
    subscribe(this.context, this);
    this.write(JSON.stringify(agentWelcome(this.context, session, resume)));
  }

  /** [H6] Listens before it reads, so that nothing falls between; what comes meanwhile follows the welcome. */
  private async welcomeVisitor(greeting: Greeting, session: VisitorSession): Promise<void> {
    if (session.workspace.subscribersOf(session.actor.visitorId) >= MAX_SOCKETS_PER_VISITOR) {
      return this.end(CLOSE.rate_limited, String(TOO_MANY_SOCKETS_WAIT_MS));
    }
    greeting.session = session;
    subscribe(this.context, this);
    const welcome = await visitorWelcome(this.context, session);
    if (this.state !== greeting) return;
    // The first message in each needs no query then.
    for (const { id } of welcome.conversations) session.workspace.visitorOf.set(id, session.actor.visitorId);
    this.goLive(session);
    this.write(JSON.stringify(welcome));
    for (const payload of greeting.held) this.deliver(payload);
  }

  private goLive(session: Session): void {
    this.state = { phase: 'live', session };
    this.noStranger();
  }

  /** Only the parse of a hello can fail and leave the connection open (W5). */
  private refuseHello(error: unknown): void {
    if (this.state.phase === 'closing') return;
    const body = errorBody(this.context, error, 'hello');
    this.write(JSON.stringify(refusal(undefined, body)));
    if (body.code !== 'bad_request') this.end(closeCodeOf(error));
  }

  private async answer(session: Session, frame: RawFrame): Promise<void> {
    const reply = await answerFrame(this.context, session, frame);
    if (reply !== null && this.state.phase === 'live') this.write(JSON.stringify(reply));
  }

  /** [H2, H5] Before the welcome only one hello counts. */
  private refuseEarly(frame: RawFrame): void {
    const error =
      frame.type === 'hello'
        ? new BellhopError('conflict', 'This connection has said hello already.')
        : new BellhopError('unauthenticated', 'Say hello first, and wait for the welcome.');
    this.write(JSON.stringify(refusal(idOf(frame), error.toBody())));
  }

  /** [F1] */
  private write(data: string | Buffer): void {
    gatherWrites(this.transport);
    this.socket.send(data, AS_TEXT);
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.end(CLOSE.resume);
  }

  /** [L4] */
  private countFrame(now: number): boolean {
    if (now - this.windowStart >= WINDOW_MS) {
      this.windowStart = now;
      this.framesInWindow = 0;
    }
    return ++this.framesInWindow <= SOCKET_FRAME_LIMIT.points;
  }
}
