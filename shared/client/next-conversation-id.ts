const HEAD = 8;

/**
 * The id under which messages go on when their conversation was lost with its token. It follows from the old one, so that
 * two tabs that hold the same message make the same conversation of it.
 */
export const nextConversationId = (id: string): string =>
  ((Number.parseInt(id.slice(0, HEAD), 16) + 1) >>> 0).toString(16).padStart(HEAD, '0') + id.slice(HEAD);
