export const MAX_GREETINGS = 10;
export const MAX_GREETING_TEXT = 200;
export const MAX_PAGE_PATTERN = 200;
export const MAX_GREETING_SECONDS = 3_600;
const MAX_STARS = 5;

export const GREETED_VISITORS = ['any', 'new', 'returning'] as const;
export const GREETING_ONCE = ['visitor', 'session'] as const;

export const EVENT_NAME = /^[\w.-]{1,64}$/;

/** As a page gets it: what is as usual is left out. */
export interface PublicGreeting {
  id: string;
  text: string;
  page?: string;
  event?: string;
  seconds?: number;
  visitor?: 'new' | 'returning';
  once?: 'session';
}

export const isPagePattern = (pattern: string): boolean =>
  /^[/*]/.test(pattern) && !/[\s?#]/.test(pattern) && pattern.split('*').length - 1 <= MAX_STARS;

const plain = (path: string): string => (path.length > 1 ? path.replace(/\/$/, '') : path);

/** Whether a path is one of those: `*` stands for anything, a slash at the end for nothing. Takes no longer for odd patterns. */
export const isPage = (pattern: string, path: string): boolean => {
  const [first = '', ...rest] = plain(pattern).split('*');
  const whole = plain(path);
  const last = rest.pop();
  if (last === undefined) return whole === first;
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = whole.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
};

interface Rule {
  id: string;
  text: string;
  page: string;
  event: string;
  seconds: number;
  visitor: (typeof GREETED_VISITORS)[number];
  once: (typeof GREETING_ONCE)[number];
}

export const toPublicGreeting = ({
  id,
  text,
  page,
  event,
  seconds,
  visitor,
  once,
}: Rule): PublicGreeting => ({
  id,
  text,
  ...(page !== '' && { page }),
  ...(event !== '' && { event }),
  ...(seconds > 0 && { seconds }),
  ...(visitor !== 'any' && { visitor }),
  ...(once !== 'visitor' && { once }),
});
