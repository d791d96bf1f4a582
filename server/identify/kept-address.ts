const MAX_ADDRESS = 2_000;

/** [S31] A page's address as it may be kept; null for what is none of a web page. */
export function keptAddress(given: string, keepsQuery: boolean): string | null {
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.username = url.password = url.hash = '';
  if (!keepsQuery) url.search = '';
  return url.href.slice(0, MAX_ADDRESS).toWellFormed();
}
