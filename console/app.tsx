import { useEffect } from 'preact/hooks';
import { t } from './i18n/translate.ts';
import { ForgotPassword } from './screens/account/forgot-password.tsx';
import { ResetPassword } from './screens/account/reset-password.tsx';
import { SetUp } from './screens/account/set-up.tsx';
import { SignIn } from './screens/account/sign-in.tsx';
import { Inbox, type DeskRoute } from './screens/inbox/inbox.tsx';
import { ForeignWorkspace, NotFound, NoWorkspace, Unreachable } from './screens/dead-ends.tsx';
import { account } from './store/account.ts';
import { DEFAULT_VIEW, navigate, route, type Route } from './store/route.ts';
import type { Me } from '../shared/protocol/http.ts';
import { Late } from './ui/late.tsx';
import { Lazy } from './ui/lazy.tsx';

const loadEnrol = () => import('./screens/account/second-factor/enrol.tsx');
const loadReturn = () => import('./screens/account/provider-return.tsx');
const loadInvite = () => import('./screens/invite/accept-invite.tsx');

/** Which screen an address and an account give. */
export function App() {
  const here = route.value;
  switch (here.name) {
    case 'setup':
      return <SetUp token={here.token} />;
    case 'invite':
      return <Lazy key={here.token} load={loadInvite} props={{ token: here.token }} />;
    case 'provider-return':
      return <Lazy key={here.returned.state} load={loadReturn} props={{ returned: here.returned }} />;
    case 'reset':
      return <ResetPassword token={here.token} />;
    case 'forgot':
      return <ForgotPassword />;
    default:
      return <ForAccount here={here} />;
  }
}

function ForAccount({ here }: { here: Route }) {
  const who = account.value;
  switch (who.state) {
    case 'unknown':
      return (
        <Late>
          <div class="splash" role="status" aria-label={t('app.loading')} />
        </Late>
      );
    case 'unreachable':
      return <Unreachable error={who.error} />;
    case 'signed-out':
      // The address stays: after signing in, the person is where they were.
      return <SignIn />;
    case 'signed-in':
      return <ForMember here={here} me={who.me} />;
  }
}

const atWork = (here: Route): here is DeskRoute =>
  ['inbox', 'conversation', 'settings', 'visitors', 'supervision'].includes(here.name);

function ForMember({ here, me }: { here: Route; me: Me }) {
  const first = me.memberships[0]?.workspace.id;
  const arriving = here.name === 'home' || here.name === 'sign-in';
  useEffect(() => {
    if (arriving && first) navigate({ name: 'inbox', workspace: first, view: DEFAULT_VIEW }, 'replace');
  }, [arriving, first]);
  if (!first) return <NoWorkspace email={me.user.email} />;
  if (arriving) return null;
  if (!atWork(here)) return <NotFound />;
  const membership = me.memberships.find(({ workspace }) => workspace.id === here.workspace);
  if (!membership) return <ForeignWorkspace />;
  if (membership.needs_second_factor) return <Lazy load={loadEnrol} props={{ membership, me }} />;
  return <Inbox key={membership.member.id} membership={membership} me={me} here={here} />;
}
