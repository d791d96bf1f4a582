import type { Tag } from '../../../shared/protocol/inbox.ts';

/** A tag as it looks everywhere. */
export const TagChip = ({ tag }: { tag: Pick<Tag, 'name' | 'color'> }) => (
  <span class={`tag tag-${tag.color}`} title={tag.name} dir="auto">
    {tag.name}
  </span>
);
