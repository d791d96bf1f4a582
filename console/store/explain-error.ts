import { BellhopError } from '../../shared/errors.ts';
import { waitInWords } from '../i18n/format.ts';
import { languageTag, t } from '../i18n/translate.ts';

/** What a person is told about a failure: what happened and the next step. */
export function explainError(error: unknown): string {
  if (!(error instanceof BellhopError)) return t('error.internal');
  if (error.code === 'rate_limited') {
    return t('error.rate-limited', { time: waitInWords(error.retryAfter ?? 60) });
  }
  if (error.code === 'internal' || !error.message) return t('error.internal');
  if (neverArrived(error)) return t('error.unreachable');
  return languageTag() === 'en' ? error.message : inOtherLanguages(error);
}

/** The server speaks English: elsewhere the code tells what happened, and its words only where they say what to mend. */
function inOtherLanguages({ code, field, message }: BellhopError): string {
  switch (code) {
    case 'unauthenticated':
      return t('error.unauthenticated');
    case 'two_factor_required':
      return t('error.second-factor');
    case 'forbidden':
      return t('error.forbidden');
    case 'not_found':
      return t('error.gone');
    case 'unavailable':
      return t('error.unavailable');
    case 'too_large':
      return t('error.too-large');
    case 'unsupported_version':
      return t('error.outdated-lead');
    default:
      return t('error.refused', { reason: withoutPath(message, field) });
  }
}

const neverArrived = ({ code, cause }: BellhopError): boolean =>
  code === 'unavailable' && cause instanceof TypeError;

/** Parsers put the path of the field before the words; a form says them at the field itself. */
const withoutPath = (message: string, field: string | undefined): string =>
  field !== undefined && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
