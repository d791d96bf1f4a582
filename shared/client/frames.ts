import type { ServerFrame } from '../protocol/server-frames.ts';
import type { Requests } from './requests.ts';
import type { EventFrame, Welcome } from './types.ts';

/** The frame in a message, or null for what is none. */
export function parseFrame(data: unknown): ServerFrame | null {
  try {
    const frame = JSON.parse(data as string) as ServerFrame | null;
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}

export interface FrameHandler {
  requests: Requests;
  onWelcome(welcome: Welcome): void;
  onEvent(event: EventFrame): void;
}

/** Takes a frame where it belongs. Unknown types go to `onEvent`, which ignores them [W6]. */
export function handleFrame(frame: ServerFrame, handler: FrameHandler): void {
  if (frame.type === 'welcome') handler.onWelcome(frame);
  else if (frame.type === 'answer' || frame.type === 'error') handler.requests.settle(frame);
  else if (frame.type !== 'pong') handler.onEvent(frame);
}
