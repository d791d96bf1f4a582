import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { refreshAccount } from '../../../store/account.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { PasswordForm } from '../../account/second-factor/password-form.tsx';
import { RecoveryCodes } from '../../account/second-factor/recovery-codes.tsx';
import { SetUpFactor } from '../../account/second-factor/set-up-factor.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';

/** What is the person's own, in every workspace. */
export default function AccountSettings({ me }: SettingsPageProps) {
  return (
    <>
      <PageHead title={t('settings.account')} lead={`${me.user.name}, ${me.user.email}`} />
      <section class="card" aria-label={t('members.two-factor')}>
        <h3>{t('members.two-factor')}</h3>
        <p class="hint">{t('factor.lead')}</p>
        {me.user.through === 'provider' ? (
          <FormNote kind="plain">{t('factor.by-provider')}</FormNote>
        ) : (
          <Factor isOn={me.user.two_factor === true} />
        )}
      </section>
    </>
  );
}

type Doing = 'nothing' | 'setting-up' | 'renewing' | 'stopping' | { codes: string[] };

function Factor({ isOn }: { isOn: boolean }) {
  const [doing, setDoing] = useState<Doing>('nothing');
  const done = () => {
    setDoing('nothing');
    void refreshAccount();
  };
  if (doing === 'setting-up') return <SetUpFactor onDone={done} />;
  if (typeof doing === 'object') return <RecoveryCodes codes={doing.codes} onKept={done} />;
  if (doing === 'renewing') {
    const renew = async (password: string) => {
      const path = '/auth/two-factor/generate-backup-codes';
      const { backupCodes } = await request<{ backupCodes: string[] }>('POST', path, { password });
      setDoing({ codes: backupCodes });
    };
    return <PasswordForm submit={t('factor.renew')} hint={t('factor.password-hint')} onSend={renew} />;
  }
  if (doing === 'stopping') {
    const stop = async (password: string) => {
      await request('POST', '/auth/two-factor/disable', { password });
      done();
    };
    return <PasswordForm submit={t('factor.stop')} onSend={stop} />;
  }
  return (
    <>
      <p role="status">{t(isOn ? 'factor.on' : 'factor.off')}</p>
      <div class="page-actions">
        {isOn ? (
          <>
            <Button onClick={() => setDoing('renewing')}>{t('factor.renew')}</Button>
            <Button onClick={() => setDoing('stopping')}>{t('factor.stop')}</Button>
          </>
        ) : (
          <Button kind="primary" onClick={() => setDoing('setting-up')}>
            {t('factor.begin')}
          </Button>
        )}
      </div>
    </>
  );
}
