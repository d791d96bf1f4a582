import { listId, optionId } from './quick-picker.tsx';
import type { WordPicking } from './use-word-picker.ts';

/** What a text says of its picker. It stays a textbox: a combobox holds one line. */
export const pointsTo = (picking: Pick<WordPicking<unknown>, 'id' | 'found' | 'active'> | undefined) =>
  picking && {
    'aria-autocomplete': 'list' as const,
    'aria-controls': listId(picking.id),
    'aria-activedescendant': picking.found.length > 0 ? optionId(picking.id, picking.active) : undefined,
  };
