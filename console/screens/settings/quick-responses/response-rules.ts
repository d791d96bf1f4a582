import type { QuickResponse } from '../../../../shared/protocol/quick-responses.ts';

/** What stands in the address in place of an id. */
export const NEW = 'new';
export const IMPORT = 'import';

/** One's own, and, for whoever manages them, those that others see. */
export const mayChange = ({ scope }: QuickResponse, mayShare: boolean): boolean =>
  scope === 'personal' || mayShare;

export const foldersOf = (responses: readonly QuickResponse[]): string[] =>
  [...new Set(responses.map(({ folder }) => folder).filter(Boolean))].toSorted((a, b) => a.localeCompare(b));
