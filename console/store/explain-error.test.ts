import { afterEach, describe, expect, it } from 'vitest';
import { BellhopError, type ErrorCode } from '../../shared/errors.ts';
import { en } from '../i18n/en.ts';
import { loadCatalogue } from '../i18n/languages.ts';
import { setLanguage, t } from '../i18n/translate.ts';
import { explainError } from './explain-error.ts';

const inGerman = async () => setLanguage('de', await loadCatalogue('de'));
const of = (code: ErrorCode, message = 'Words of the server.') => new BellhopError(code, message);

afterEach(() => setLanguage('en', en));

describe('a refusal', () => {
  it('says in English what the server says', () => {
    expect(explainError(of('conflict', 'Taken.'))).toBe('Taken.');
    expect(explainError(of('internal'))).toBe(t('error.internal'));
    expect(explainError(new Error('a bug'))).toBe(t('error.internal'));
  });

  it('says in other languages what its code means', async () => {
    await inGerman();
    const codes = ['unauthenticated', 'forbidden', 'not_found', 'unavailable', 'too_large'] as const;
    const said = codes.map((code) => explainError(of(code)));
    expect(new Set(said).size).toBe(codes.length);
    expect(said.filter((text) => text.includes('Words of the server'))).toEqual([]);
    expect(explainError(of('forbidden'))).toBe('Ihre Rolle erlaubt das nicht.');
  });

  it('keeps the words of the server where they say what to mend, without the path of the field', async () => {
    await inGerman();
    const error = new BellhopError('bad_request', 'name: Too long.', { field: 'name' });
    expect(explainError(error)).toBe(t('error.refused', { reason: 'Too long.' }));
  });

  it('tells a server that was not reached from one that cannot', async () => {
    await inGerman();
    const cause = new TypeError('Failed to fetch');
    expect(explainError(new BellhopError('unavailable', 'x', { cause }))).toBe(t('error.unreachable'));
    expect(explainError(of('unavailable'))).toBe(t('error.unavailable'));
  });
});
