/** Every way a request can be refused. Clients decide on `code`; `message` is for people. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  // Before `forbidden`: of codes with one status, the last is the general one.
  two_factor_required: 403,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_version: 426,
  rate_limited: 429,
  internal: 500,
  unsupported: 501,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What a refused request looks like on the wire, over HTTP and over a socket alike. */
export interface ErrorBody {
  code: ErrorCode;
  /** What is wrong and how to mend it, in one or two sentences. */
  message: string;
  /** Where it is wrong: the path of the field, as in `text` or `allowed_origins.2`. */
  field?: string;
  /** Seconds until trying again can succeed. */
  retry_after?: number;
}

export interface ErrorDetails {
  field?: string;
  retry_after?: number;
  cause?: unknown;
}

/** The one error class. What is not a `BellhopError` reaches a client as an opaque `internal`. */
export class BellhopError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly retryAfter?: number;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'BellhopError';
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.retry_after !== undefined) this.retryAfter = details.retry_after;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.field !== undefined && { field: this.field }),
      ...(this.retryAfter !== undefined && { retry_after: this.retryAfter }),
    };
  }
}

const OPAQUE = /* @__PURE__ */ new BellhopError(
  'internal',
  'Something went wrong on our side. Please try again.',
);

/** The error that may be shown: a `BellhopError` as it is, anything else opaque. */
export const publicError = (error: unknown): BellhopError => (error instanceof BellhopError ? error : OPAQUE);
