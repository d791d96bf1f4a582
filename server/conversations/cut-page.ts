import { MAX_PAGE_BYTES } from '../../shared/protocol/limits.ts';

/**
 * [R2] Cuts what was read, nearest to the position first and one more than the limit, into a page of at most `limit`
 * entries and 64 KiB, but at least one; the page itself is ascending.
 */
export function cutPage<E>(
  nearestFirst: readonly E[],
  limit: number,
  ascending: boolean,
): { entries: E[]; more: boolean } {
  const entries: E[] = [];
  let bytes = 0;
  for (const entry of nearestFirst) {
    bytes += Buffer.byteLength(JSON.stringify(entry));
    if (entries.length === limit || (entries.length > 0 && bytes > MAX_PAGE_BYTES)) break;
    entries.push(entry);
  }
  const more = entries.length < nearestFirst.length;
  return { entries: ascending ? entries : entries.reverse(), more };
}
