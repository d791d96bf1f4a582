import { useState } from 'preact/hooks';
import type { SignInProvider, SignInProviderAnswer } from '../../../../shared/protocol/sign-in.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { FormNote } from '../../account/account-page.tsx';
import { ConfirmButton } from '../members/confirm-button.tsx';
import { useAct } from '../use-act.ts';
import { Answered, useAnswer } from '../use-answer.tsx';
import { ProviderForm } from './provider-form.tsx';

/** The workspace's provider: what to tell it, what it told, and how to be rid of it. */
export function Provider({ workspace }: { workspace: string }) {
  const path = `/workspaces/${workspace}/sign-in-provider`;
  const answer = useAnswer<SignInProviderAnswer>(path);
  const [isSaved, setSaved] = useState(false);
  const done = (saved: boolean) => {
    setSaved(saved);
    answer.reload();
  };
  return (
    <Answered answer={answer}>
      {({ provider, redirect_uri: uri }) => (
        <>
          <p>
            {t('oidc.redirect')}
            <br />
            <code class="secret" dir="ltr">
              {uri}
            </code>
          </p>
          <FormNote kind="good">{isSaved && t('settings.saved')}</FormNote>
          <ProviderForm
            key={provider?.version ?? 0}
            path={path}
            provider={provider}
            onType={() => setSaved(false)}
            onSaved={() => done(true)}
            onDiscard={answer.reload}
          />
          {provider && <Remove path={path} provider={provider} onDone={() => done(false)} />}
        </>
      )}
    </Answered>
  );
}

interface RemoveProps {
  path: string;
  provider: SignInProvider;
  onDone: () => void;
}

function Remove({ path, onDone }: RemoveProps) {
  const act = useAct();
  const remove = async () => {
    if (await act.run(() => request('DELETE', path))) onDone();
  };
  return (
    <div class="page-actions">
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <ConfirmButton
        label={t('oidc.remove')}
        question={t('oidc.remove-sure')}
        danger
        busy={act.busy}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
