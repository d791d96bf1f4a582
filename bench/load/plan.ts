import type { Target } from '../peers/peer.ts';
import type { ClosedLoop } from './closed-loop.ts';
import type { OpenLoop } from './open-loop.ts';

/** What a load process is told to do. */
export interface LoadPlan {
  target: Target;
  visitors: number;
  /** Absent: the visitors stay connected and silent. */
  traffic?: { closed: ClosedLoop; open: OpenLoop };
}

/** What it says. */
export type LoadMessage =
  | { kind: 'ready' }
  | { kind: 'opened' }
  | { kind: 'measured'; perSecond: number; latencies: number[] }
  | { kind: 'failed'; reason: string };
