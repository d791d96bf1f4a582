import { BellhopError } from '../../shared/errors.ts';
import { waitInWords } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';

/** What a person is told about a failure: what happened and the next step. */
export function explainError(error: unknown): string {
  if (!(error instanceof BellhopError)) return t('error.internal');
  switch (error.code) {
    case 'rate_limited':
      return t('error.rate-limited', { time: waitInWords(error.retryAfter ?? 60) });
    case 'internal':
      return t('error.internal');
    default:
      return error.message || t('error.internal');
  }
}
