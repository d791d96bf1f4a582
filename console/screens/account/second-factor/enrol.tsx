import type { Me } from '../../../../shared/protocol/http.ts';
import { t } from '../../../i18n/translate.ts';
import { loadAccount, signOut } from '../../../store/account.ts';
import { DEFAULT_VIEW } from '../../../store/route.ts';
import { Link } from '../../../ui/link.tsx';
import type { Membership } from '../../inbox/inbox.tsx';
import { AccountPage, FormNote } from '../account-page.tsx';
import { SetUpFactor } from './set-up-factor.tsx';

/** All that a workspace shows to who lacks the second factor that it asks for. */
export default function Enrol({ membership, me }: { membership: Membership; me: Me }) {
  const others = me.memberships.filter(({ needs_second_factor: shut }) => !shut);
  return (
    <AccountPage
      title={t('factor.required')}
      lead={t('factor.required-lead', { workspace: membership.workspace.name })}
      footer={
        <>
          {others.map(({ workspace }) => (
            <Link key={workspace.id} to={{ name: 'inbox', workspace: workspace.id, view: DEFAULT_VIEW }}>
              {workspace.name}
            </Link>
          ))}
          <button type="button" class="link" onClick={() => void signOut()}>
            {t('me.sign-out')}
          </button>
        </>
      }
    >
      {me.user.through === 'provider' ? (
        <FormNote kind="plain">{t('factor.by-provider')}</FormNote>
      ) : (
        <SetUpFactor onDone={() => void loadAccount()} />
      )}
    </AccountPage>
  );
}
