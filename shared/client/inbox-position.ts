/**
 * Where the inbox stands. Up to `whole` nothing is missing: that is what a hello may claim. Events were heard one by one
 * from `hole` up to `heard`; what is between `whole` and `hole` is to be pulled.
 */
export interface InboxPosition {
  readonly epoch: string;
  readonly whole: number;
  readonly hole: number;
  readonly heard: number;
}

export const isWhole = (position: InboxPosition): boolean => position.whole >= position.hole;

const settled = (position: InboxPosition): InboxPosition =>
  isWhole(position) ? { ...position, whole: Math.max(position.whole, position.heard) } : position;

export const startAt = (epoch: string, rev: number): InboxPosition => ({
  epoch,
  whole: rev,
  hole: rev,
  heard: rev,
});

/** A connection begins: its events follow the welcome's `rev`. */
export const connectedAt = (position: InboxPosition, rev: number): InboxPosition =>
  settled({ ...position, hole: rev, heard: rev });

/** [S3] An event came. After a jump, what was jumped over is a hole. */
export function heardAt(position: InboxPosition, rev: number): InboxPosition {
  if (rev <= position.heard) return position;
  const hole = rev > position.heard + 1 ? rev - 1 : position.hole;
  return settled({ ...position, hole, heard: rev });
}

/** [R4] A page of a pull came. */
export const pulledTo = (position: InboxPosition, rev: number): InboxPosition =>
  settled({ ...position, whole: Math.max(position.whole, rev) });
