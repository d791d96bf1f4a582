/** What the thread of the embedded database is started with. */
export interface PgliteStart {
  /** Absent: in memory. */
  folder?: string | undefined;
  template?: Uint8Array | undefined;
}

export type ToPglite =
  { type: 'wire'; bytes: Uint8Array<ArrayBuffer> } | { type: 'close' } | { type: 'dump' };

export type FromPglite =
  | { type: 'ready' }
  | { type: 'wire'; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'dump'; bytes: Uint8Array<ArrayBuffer> }
  /** The engine is dead; `log` is the last that Postgres said. */
  | { type: 'failed'; message: string; log: string[] };
