import { en } from '../../../i18n/en.ts';
import type { PlainKey } from '../../../i18n/messages.ts';
import { t } from '../../../i18n/translate.ts';

/** What happened, in the reader's language. An action that this console does not know yet is told by its own name. */
export function actionName(action: string): string {
  const key = `audit.action.${action}`;
  if (Object.hasOwn(en, key)) return t(key as PlainKey);
  const words = action.replace(/[._-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
