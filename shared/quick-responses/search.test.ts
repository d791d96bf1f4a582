import { describe, expect, it, vi } from 'vitest';
import { createSearchIndex, foldText, type Searchable } from './search.ts';

const make = (shortcut: string, given: Partial<Searchable> = {}): Searchable => ({
  id: shortcut,
  shortcut,
  title: `Title of ${shortcut}`,
  folder: '',
  text: '',
  uses: 0,
  ...given,
});
const found = (responses: Searchable[], query: string, limit?: number) =>
  createSearchIndex(responses)
    .find(query, limit)
    .map(({ id }) => id);

describe('the search', () => {
  it('finds by shortcut, title, folder and text, whatever the case and the accents', () => {
    const all = [
      make('s', { title: 'Crème brûlée' }),
      make('café'),
      make('f', { folder: 'Rückgabe' }),
      make('t', { text: 'Ihre Bestellung ist UNTERWEGS' }),
    ];
    expect(found(all, 'BRULEE')).toEqual(['s']);
    expect(found(all, 'cafe')).toEqual(['café']);
    expect(found(all, 'ruckgabe')).toEqual(['f']);
    expect(found(all, 'unterwegs')).toEqual(['t']);
    expect(found(all, 'nothing')).toEqual([]);
    expect(foldText('ＡＢＣ é')).toBe('abc e');
  });

  it('asks for every word, wherever it stands', () => {
    const all = [make('refund', { text: 'within two weeks' }), make('refund-no')];
    expect(found(all, 'refund weeks')).toEqual(['refund']);
  });

  it('has the shortcut first, then the title, then the rest; of equals the most used', () => {
    const all = [
      make('text', { text: 'about a refund' }),
      make('folder', { folder: 'Refund' }),
      make('prerefund'),
      make('word', { title: 'The refund' }),
      make('title', { title: 'Refund now' }),
      make('refunds', { uses: 1 }),
      make('refunded', { uses: 9 }),
      make('refund'),
    ];
    expect(found(all, 'refund')).toEqual([
      ...['refund', 'refunded', 'refunds', 'title', 'word', 'prerefund', 'folder', 'text'],
    ]);
    expect(found(all, 'refund', 2)).toEqual(['refund', 'refunded']);
    expect(found(all, '', 2)).toEqual(['refunded', 'refunds']);
  });

  it('looks at each of 5,000 once a search, and folds them once for all searches', () => {
    const fold = vi.fn<typeof foldText>(foldText);
    let read = 0;
    const many = Array.from({ length: 5_000 }, (_, at) => make(`s${at}`, { text: `answer ${at}`, uses: at }));
    const index = createSearchIndex(many, (text) => {
      const folded = fold(text);
      return text.startsWith('answer') ? counted(folded) : folded;
    });
    /** A string that counts how often it is searched. */
    function counted(text: string): string {
      const own = Object(text) as string;
      own.includes = (word) => (read++, text.includes(word));
      return own;
    }
    expect(fold).toHaveBeenCalledTimes(4 * 5_000);
    for (const query of ['a', 'an', 'answer', 'answer 4']) {
      fold.mockClear();
      read = 0;
      const words = query.split(' ').length;
      expect(index.find(query, 20)).toHaveLength(20);
      expect(fold).toHaveBeenCalledTimes(1);
      expect(read).toBeLessThanOrEqual(words * 5_000);
    }
  });
});
