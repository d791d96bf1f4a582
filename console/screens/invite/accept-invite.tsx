import { useEffect, useState } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import type { InvitationView, Joined } from '../../../shared/protocol/members.ts';
import { t } from '../../i18n/translate.ts';
import { account, loadAccount, signIn, signOut } from '../../store/account.ts';
import { request } from '../../store/api.ts';
import { explainError } from '../../store/explain-error.ts';
import { DEFAULT_VIEW, navigate } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { AccountPage, FormNote } from '../account/account-page.tsx';
import { SignIn } from '../account/sign-in.tsx';
import { useAct } from '../settings/use-act.ts';
import { NewAccount } from './new-account.tsx';

type State = { view: InvitationView } | { error: unknown } | 'loading';

/** Where a link of an invitation leads. What it is for is asked first; whoever holds a dead one learns no more. */
export default function AcceptInvite({ token }: { token: string }) {
  const [state, setState] = useState<State>('loading');
  const load = () => {
    setState('loading');
    request<InvitationView>('POST', '/invitations/view', { token }).then(
      (view) => setState({ view }),
      (error: unknown) => setState({ error }),
    );
  };
  useEffect(load, [token]);
  if (state === 'loading') return null;
  if ('error' in state) return <Dead error={state.error} onAgain={load} />;
  return <Open token={token} view={state.view} />;
}

function Dead({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const isInvalid = error instanceof BellhopError && error.code === 'not_found';
  return (
    <AccountPage title={t('sign-in.title')}>
      <FormNote kind="bad">{isInvalid ? t('accept.invalid') : explainError(error)}</FormNote>
      {isInvalid ? (
        <Button kind="primary" wide onClick={() => navigate({ name: 'sign-in' })}>
          {t('sign-in.submit')}
        </Button>
      ) : (
        <Button kind="primary" wide onClick={onAgain}>
          {t('error.try-again')}
        </Button>
      )}
    </AccountPage>
  );
}

function Open({ token, view }: { token: string; view: InvitationView }) {
  const [hasAccount, setHasAccount] = useState(false);
  const who = account.value;
  const title = t('accept.title', { workspace: view.workspace.name });
  const lead = t('accept.lead', {
    inviter: view.invited_by,
    email: view.email,
    role: t(`roles.${view.role}`),
  });
  if (who.state === 'signed-in') {
    return (
      <AccountPage title={title} lead={lead}>
        <Join token={token} view={view} me={who.me.user.email} />
      </AccountPage>
    );
  }
  if (hasAccount) return <SignIn />;
  return (
    <AccountPage
      title={title}
      lead={lead}
      footer={
        <button type="button" class="link" onClick={() => setHasAccount(true)}>
          {t('accept.have-account')}
        </button>
      }
    >
      <NewAccount
        email={view.email}
        onKnown={() => setHasAccount(true)}
        onSend={async (person) => {
          const joined = await request<Joined>('POST', '/invitations/accept', { token, ...person });
          await signIn(view.email, person.password);
          enter(joined);
        }}
      />
    </AccountPage>
  );
}

function Join({ token, view, me }: { token: string; view: InvitationView; me: string }) {
  const act = useAct();
  if (me.toLowerCase() !== view.email.toLowerCase()) {
    return (
      <>
        <FormNote kind="plain">{t('accept.other', { me, email: view.email })}</FormNote>
        <Button wide onClick={() => void signOut()}>
          {t('me.sign-out')}
        </Button>
      </>
    );
  }
  const join = () =>
    act.run(async () => {
      const joined = await request<Joined>('POST', '/invitations/join', { token });
      await loadAccount();
      enter(joined);
    });
  return (
    <>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <Button kind="primary" wide busy={act.busy} onClick={() => void join()}>
        {t('accept.submit')}
      </Button>
    </>
  );
}

const enter = ({ workspace_id: workspace }: Joined) =>
  navigate({ name: 'inbox', workspace, view: DEFAULT_VIEW }, 'replace');
