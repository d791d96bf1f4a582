import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignInRefusal, SignInReturn } from '../../../shared/protocol/sign-in.ts';
import { BellhopError } from '../../../shared/errors.ts';
import { t } from '../../i18n/translate.ts';
import { finishWithProvider } from '../../store/account.ts';
import { explainError } from '../../store/explain-error.ts';
import { DEFAULT_VIEW, navigate } from '../../store/route.ts';
import { Link } from '../../ui/link.tsx';
import { AccountPage, FormNote } from './account-page.tsx';

/** Where the provider sends people back to; what it brought leaves the address before anything else happens. */
export default function ProviderReturn({ returned }: { returned: SignInReturn }) {
  const [failure, setFailure] = useState<string>();
  const begun = useRef(false);
  const { workspace_id: workspace } = returned;
  useEffect(() => {
    // A code works once, and a screen may be drawn twice.
    if (begun.current) return;
    begun.current = true;
    finishWithProvider(returned).then(
      () => navigate({ name: 'inbox', workspace, view: DEFAULT_VIEW }, 'replace'),
      (error: unknown) => setFailure(wordsOf(error)),
    );
  }, []);
  if (failure === undefined)
    return (
      <AccountPage title={t('provider.title')}>
        <div class="splash" role="status" aria-label={t('app.loading')} />
      </AccountPage>
    );
  return (
    <AccountPage
      title={t('provider.failed')}
      footer={<Link to={{ name: 'sign-in', workspace }}>{t('forgot.back')}</Link>}
    >
      <FormNote kind="bad">{failure}</FormNote>
    </AccountPage>
  );
}

const REFUSALS: readonly SignInRefusal[] = [
  'state',
  'provider',
  'email_verified',
  'email',
  'member',
  'second_factor',
];

function wordsOf(error: unknown): string {
  const field = error instanceof BellhopError && error.code === 'forbidden' ? error.field : undefined;
  const refusal = REFUSALS.find((one) => one === field);
  return refusal ? t(`refused.${refusal}`) : explainError(error);
}
