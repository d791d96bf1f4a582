import { signal } from '@preact/signals';
import { t } from '../../i18n/translate.ts';
import { signOut } from '../../store/account.ts';
import { explainError } from '../../store/explain-error.ts';
import { navigate } from '../../store/route.ts';

/** Why the person is still signed in. */
export const leaveFailure = signal<string>();

/** What was not sent stays in this member's outbox, and goes out when they sign in again. */
export async function leaveConsole(): Promise<void> {
  leaveFailure.value = undefined;
  try {
    await signOut();
    navigate({ name: 'sign-in' });
  } catch (error) {
    leaveFailure.value = t('me.sign-out-failed', { reason: explainError(error) });
  }
}
