import { COLUMNS } from './emoji-set.ts';

/** Where a key leads from here; undefined where it leads nowhere. */
export const step = (key: string, at: number, count: number, isMirrored: boolean): number | undefined => {
  const ahead = isMirrored ? -1 : 1;
  const column = at % COLUMNS;
  const to = {
    ArrowRight: at + ahead,
    ArrowLeft: at - ahead,
    ArrowDown: at + COLUMNS,
    ArrowUp: at - COLUMNS,
    Home: at - column,
    End: at - column + COLUMNS - 1,
  }[key];
  return to === undefined ? to : to < 0 || to >= count ? at : to;
};
