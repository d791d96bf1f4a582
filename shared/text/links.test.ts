import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from './links.ts';

const hrefs = (text: string) => splitLinks(text).flatMap((part) => part.href ?? []);

describe('splitLinks', () => {
  it('finds the four schemes and www', () => {
    expect(hrefs('see http://a.example/x')).toEqual(['http://a.example/x']);
    expect(hrefs('https://a.example')).toEqual(['https://a.example/']);
    expect(hrefs('mailto:lena@example.org or tel:+351123')).toEqual([
      'mailto:lena@example.org',
      'tel:+351123',
    ]);
    expect(hrefs('www.example.org/shop')).toEqual(['https://www.example.org/shop']);
  });

  it('[S12] links nothing else', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https//x',
      'mailto:',
      'xhttps://a.example',
    ])
      expect(hrefs(text)).toEqual([]);
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(splitLinks('Look (https://a.example/b_(c)), please.')).toEqual([
      { text: 'Look (' },
      { text: 'https://a.example/b_(c)', href: 'https://a.example/b_(c)' },
      { text: '), please.' },
    ]);
  });

  it('[S12] stops at characters that turn the reading direction', () => {
    expect(hrefs('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/']);
  });

  it('never loses or changes a character', () => {
    const pieces = fc.constantFrom(
      'https://',
      'www.',
      'mailto:',
      'a',
      '.',
      ')',
      '(',
      ' ',
      'javascript:',
      '\n',
      '[',
      '@',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parts = splitLinks(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(parts.every(({ href = 'tel:' }) => /^(https?|mailto|tel):/.test(href))).toBe(true);
      }),
    );
  });

  it('takes linear time on long hostile text', () => {
    const started = performance.now();
    splitLinks('https://'.repeat(1250) + ')'.repeat(10_000));
    splitLinks(`https://a.example/${'.'.repeat(10_000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
