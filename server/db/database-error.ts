/** Why the database can't be opened or went away. Operators read these; a client only ever sees `internal`. */
export type DatabaseErrorCode =
  | 'url_malformed'
  | 'server_unreachable'
  | 'sign_in_refused'
  | 'database_missing'
  | 'version_unsupported'
  | 'connect_failed'
  | 'folder_unusable'
  | 'folder_locked'
  | 'folder_unknown'
  | 'disk_full'
  | 'engine_failed'
  | 'used_outside_transaction'
  | 'migration_failed';

export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseError';
    this.code = code;
  }
}

/** What an error of Node or Postgres calls itself: `ENOSPC`, `28P01` … */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
