import { mayRole } from '../../../../shared/authority/permissions.ts';
import { t } from '../../../i18n/translate.ts';
import { SettingRow } from '../chat/setting-row.tsx';
import { useSettings } from '../chat/settings-draft.ts';
import { SettingsForm } from '../chat/settings-form.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { Provider } from './provider.tsx';

/** How members prove who they are: the second factor that is asked for, and the provider. */
export default function SignInPage({ membership }: SettingsPageProps) {
  const { workspace, member } = membership;
  const state = useSettings(workspace.id, 'sign-in');
  return (
    <>
      <PageHead title={t('settings.sign-in')} lead={t('settings.sign-in-lead')} />
      <SettingsForm state={state} label={t('members.two-factor')}>
        {(draft) => (
          <fieldset class="settings-group">
            <legend>{t('members.two-factor')}</legend>
            <SettingRow setting="security.two_factor" draft={draft} />
          </fieldset>
        )}
      </SettingsForm>
      <section class="card" aria-label={t('oidc.title')}>
        <h3>{t('oidc.title')}</h3>
        <p class="hint">{t('oidc.lead')}</p>
        {mayRole(member.role, 'sign_in.manage') ? (
          <Provider workspace={workspace.id} />
        ) : (
          <p class="hint">{t('oidc.owners')}</p>
        )}
      </section>
    </>
  );
}
