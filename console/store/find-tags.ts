import type { Tag } from '../../shared/protocol/inbox.ts';

/** As the server has it; a longer name is not typed in the first place. */
export const MAX_TAG_LENGTH_SHOWN = 40;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Tags whose name holds what was typed, those that begin with it first; and what would be made of it, if it is none yet. */
export function findTags(
  tags: readonly Tag[],
  query: string,
): { found: readonly Tag[]; toMake: string | undefined } {
  const name = query.trim().replace(/\s+/gu, ' ');
  if (name === '') return { found: tags, toMake: undefined };
  const wanted = plain(name);
  const found = tags
    .filter((tag) => plain(tag.name).includes(wanted))
    .toSorted(
      (a, b) => Number(!plain(a.name).startsWith(wanted)) - Number(!plain(b.name).startsWith(wanted)),
    );
  const isKnown = tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return { found, toMake: isKnown ? undefined : name };
}
