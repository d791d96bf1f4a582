/** Limits of the wire. Rule numbers are SPEC.md's. */

/** [W2] One inbound frame or HTTP body, in bytes; an import of quick responses may be larger. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** [W2] Fragments a WebSocket message may come in. */
export const MAX_FRAGMENTS = 64;
/** [W3] Depth of nesting in inbound JSON. */
export const MAX_JSON_DEPTH = 32;
/** [M2] Length of a message, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 10_000;
/** [R2] Entries or conversations in one page. */
export const MAX_PAGE_ENTRIES = 100;
/** [R2] Bytes of entries in one page; a page holds at least one entry. */
export const MAX_PAGE_BYTES = 64 * 1024;
/** [H1] How long a socket may stay silent before `hello`. */
export const HELLO_TIMEOUT_MS = 10_000;
/** [B1] How often a quiet client says `ping`. */
export const HEARTBEAT_MS = 25_000;
/** [B2] Silence after which either side gives the connection up. */
export const HEARTBEAT_GRACE_MS = 60_000;
/** [F1] Bytes that may wait on a socket before it is closed with 4000. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;
/** [T2] How long a typing mark lasts without being renewed. */
export const TYPING_TTL_MS = 6_000;
/** [T1] How often a typing mark may be renewed. */
export const TYPING_INTERVAL_MS = 2_000;
/** [T7] A preview of what is typed is renewed no oftener than this, and holds no more than this. */
export const PREVIEW_INTERVAL_MS = 500;
export const MAX_PREVIEW_LENGTH = 1_000;
/** [T5] How long somebody is shown as looking at a conversation without telling so again. */
export const VIEWING_TTL_MS = 45_000;
/** [T5] How often who looks tells so again. */
export const VIEWING_RENEW_MS = 15_000;
/** [P2] How long a long poll may wait for news. */
export const POLL_WAIT_MS = 25_000;
/** [P1] How long a client tries a socket before it falls back to polling. */
export const FALLBACK_AFTER_MS = 10_000;
/** [L1] Messages of one visitor: 20 in 10 seconds and 60 in a minute (S26). */
export const VISITOR_MESSAGE_LIMITS = [
  { points: 20, seconds: 10 },
  { points: 60, seconds: 60 },
] as const;
/** [L2] New conversations of one visitor (S26). */
/** [L5] */
export const VISITOR_PLACE_LIMIT = { points: 10, seconds: 10 } as const;
export const VISITOR_CONVERSATION_LIMIT = { points: 5, seconds: 600 } as const;
/** [L2] New conversations of one address (S26). */
export const ADDRESS_CONVERSATION_LIMIT = { points: 20, seconds: 3600 } as const;
/** [L2] New visitors of one address (S26). */
export const ADDRESS_VISITOR_LIMIT = { points: 20, seconds: 3600 } as const;
/** [L3] Open sockets of one visitor (S26). */
export const MAX_SOCKETS_PER_VISITOR = 8;
/** [L3] Sockets of one address that have not said `hello` yet (S26). */
export const MAX_UNAUTHENTICATED_PER_ADDRESS = 50;
/** [L4] Frames of one socket in ten seconds, of any type. */
export const SOCKET_FRAME_LIMIT = { points: 200, seconds: 10 } as const;
/** Length of the last message's text as lists show it. */
export const PREVIEW_LENGTH = 160;
/** [R7] Length of the words that a visitor looks for. */
export const MAX_SEARCH_LENGTH = 100;
/** [L6] Pages of a visitor's own conversations, and searches over them. */
export const VISITOR_HISTORY_LIMIT = { points: 20, seconds: 10 } as const;
/** [L7] Tokens that say who a visitor is, of one address. */
export const ADDRESS_IDENTIFY_LIMIT = { points: 120, seconds: 60 } as const;
/** [L7] What a page says of one visitor: details, pages, events. */
export const VISITOR_TELLING_LIMIT = { points: 60, seconds: 60 } as const;
