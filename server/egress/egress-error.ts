export type EgressReason = 'refused' | 'unreachable' | 'too_large' | 'timeout';

/** Why somebody else's server could not be asked. The message is for the person who gave its address. */
export class EgressError extends Error {
  readonly reason: EgressReason;

  constructor(reason: EgressReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EgressError';
    this.reason = reason;
  }

  static of(error: unknown): EgressError {
    if (error instanceof EgressError) return error;
    const isLate = error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
    return isLate
      ? new EgressError('timeout', 'The server there took too long to answer.', error)
      : new EgressError('unreachable', 'The server there cannot be reached.', error);
  }
}
