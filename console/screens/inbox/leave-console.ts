import { signal } from '@preact/signals';
import { t } from '../../i18n/translate.ts';
import { signOut } from '../../store/account.ts';
import { explainError } from '../../store/explain-error.ts';
import { hasUnsentReply } from '../../store/forget-user.ts';
import { navigate, route } from '../../store/route.ts';
import { unsavedPages } from '../settings/unsaved.ts';

/** Why the person is still signed in. */
export const leaveFailure = signal<string>();
let isWarned = false;

/** Nothing of the person stays on the device; what only they have is not thrown away at the first click. */
export async function leaveConsole(): Promise<void> {
  leaveFailure.value = undefined;
  if ((hasUnsentReply() || unsavedPages.value.size > 0) && !isWarned) {
    isWarned = true;
    leaveFailure.value = t('me.sign-out-unsent');
    return;
  }
  isWarned = false;
  const { value: here } = route;
  const workspace = 'workspace' in here ? here.workspace : undefined;
  try {
    await signOut();
    navigate({ name: 'sign-in', ...(workspace !== undefined && { workspace }) });
  } catch (error) {
    leaveFailure.value = t('me.sign-out-failed', { reason: explainError(error) });
  }
}
