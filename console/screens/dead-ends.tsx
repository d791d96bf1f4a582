import type { ComponentChildren } from 'preact';
import { t } from '../i18n/translate.ts';
import { explainError } from '../store/explain-error.ts';
import { loadAccount, signOut } from '../store/account.ts';
import { Button } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';

const Page = ({ children }: { children: ComponentChildren }) => <main class="dead-end">{children}</main>;

const ToInbox = () => (
  <Link to={{ name: 'home' }} class="button primary">
    {t('error.to-inbox')}
  </Link>
);

export const NotFound = () => (
  <Page>
    <Notice icon="flag" title={t('error.not-found')} action={<ToInbox />}>
      {t('error.not-found-lead')}
    </Notice>
  </Page>
);

export const ForeignWorkspace = () => (
  <Page>
    <Notice icon="flag" title={t('error.foreign-workspace')} action={<ToInbox />}>
      {t('error.foreign-workspace-lead')}
    </Notice>
  </Page>
);

export const NoWorkspace = ({ email }: { email: string }) => (
  <Page>
    <Notice
      icon="person"
      title={t('error.no-workspace')}
      action={<Button onClick={() => void signOut()}>{t('me.sign-out')}</Button>}
    >
      {t('error.no-workspace-lead', { email })}
    </Notice>
  </Page>
);

export const Outdated = () => (
  <Page>
    <Notice
      icon="alert"
      alert
      title={t('error.outdated')}
      action={
        <Button kind="primary" onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
      }
    >
      {t('error.outdated-lead')}
    </Notice>
  </Page>
);

export const Unreachable = ({ error }: { error: unknown }) => (
  <Page>
    <Notice
      icon="cloud"
      alert
      title={t('error.unreachable-title')}
      action={
        <Button kind="primary" onClick={() => void loadAccount()}>
          {t('error.try-again')}
        </Button>
      }
    >
      {explainError(error)}
    </Notice>
  </Page>
);
