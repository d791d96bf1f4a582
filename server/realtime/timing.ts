import { HEARTBEAT_GRACE_MS, HELLO_TIMEOUT_MS, POLL_WAIT_MS } from '../../shared/protocol/limits.ts';

/** Durations of a node, in milliseconds. Tests shorten them. */
export interface RealtimeTiming {
  /** [H1] */
  helloTimeoutMs: number;
  /** [B2] */
  heartbeatGraceMs: number;
  /** [T4] How long a visitor without a socket still counts as here. */
  presenceGraceMs: number;
  /** How often silent sockets and leaving visitors are looked for. */
  sweepMs: number;
  /** How often the database is asked for what no doorbell announced. */
  positionCheckMs: number;
  /** [C3] How often the rights of connected sockets are checked: two checks fit into the 5 seconds. */
  rightsCheckMs: number;
  /** [H7] How often it is looked whether somebody is told of other hours. */
  openingCheckMs: number;
  /** [V1] See `QueuePlacesTiming`. */
  placeGatherMs: number;
  placeEveryMs: number;
  placeRefreshMs: number;
  /** How long a jump is held, since commits of this node may be heard out of order. */
  holdMs: number;
  /** [P2] */
  pollWaitMs: number;
  /** How long a closed socket may take to say goodbye. */
  closeTimeoutMs: number;
}

export const TIMING: RealtimeTiming = {
  helloTimeoutMs: HELLO_TIMEOUT_MS,
  heartbeatGraceMs: HEARTBEAT_GRACE_MS,
  presenceGraceMs: 5_000,
  sweepMs: 1_000,
  positionCheckMs: 1_000,
  rightsCheckMs: 2_000,
  openingCheckMs: 500,
  placeGatherMs: 50,
  placeEveryMs: 2_000,
  placeRefreshMs: 10_000,
  holdMs: 10,
  pollWaitMs: POLL_WAIT_MS,
  closeTimeoutMs: 5_000,
};
