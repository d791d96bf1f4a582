import { BellhopError } from '../../shared/errors.ts';
import type { SignInRefusal, SignInReturn } from '../../shared/protocol/sign-in.ts';
import type { AppServices } from '../http/app-services.ts';
import { admit } from './admit.ts';
import { askProviderAuth } from './ask-provider-auth.ts';
import { providerAway } from './begin-sign-in.ts';
import { discover } from './discover.ts';
import { requireOpenProvider } from './find-provider.ts';
import { createProviderAuth } from './provider-auth.ts';
import { providerIdOf, whoMayEnter, type Claims, type Decision } from './who-may-enter.ts';

type Given = Pick<AppServices, 'db' | 'config' | 'signIn'>;

const MESSAGES: Readonly<Record<SignInRefusal, string>> = {
  state: 'This sign-in was begun elsewhere, or too long ago. Begin again.',
  provider: 'The provider did not confirm who you are. Begin again; if it happens again, tell an owner.',
  email_verified: 'The provider does not say that your e-mail address is verified. Verify it there first.',
  email: 'Addresses of this domain cannot sign in to this workspace.',
  member: 'You are not a member of this workspace. Ask for an invitation.',
  second_factor:
    'This needs a second factor, which the provider does not vouch for. Sign in with your password and a code.',
};
const STATE_ERRORS = ['state_mismatch', 'state_not_found', 'state_invalid'];

/** What the provider sent the browser back with, checked; the answer's cookie is the session. */
export async function finishSignIn(
  services: Given,
  returned: SignInReturn,
  cookie: string | null,
): Promise<Response> {
  const { workspace_id: workspaceId, ...query } = returned;
  const provider = await requireOpenProvider(services, workspaceId);
  const metadata = await discover(services.signIn.egress, provider.issuer).catch(providerAway);
  let decision: Decision | undefined;
  let known: Claims | undefined;
  const auth = createProviderAuth(services.signIn, {
    provider,
    metadata,
    mayEnter: async (claims) => {
      known = claims;
      decision = await whoMayEnter(services, provider, claims);
      return 'by' in decision;
    },
    admit: async (userId) => {
      if (!known || !decision || !('by' in decision)) throw refusal('provider');
      await admit(services, { workspaceId, userId, claims: known, by: decision.by });
    },
  });
  const search = new URLSearchParams(query);
  const path = `/callback/${providerIdOf(provider)}?${search.toString()}`;
  const response = await askProviderAuth(auth, services.config, { path, method: 'GET', cookie });
  const error = errorOf(response);
  if (error !== null) throw refusal(reasonOf(error, decision));
  const answer = Response.json({ workspace_id: workspaceId }, { headers: { 'cache-control': 'no-store' } });
  for (const line of response.headers.getSetCookie()) answer.headers.append('set-cookie', line);
  return answer;
}

/** It answers with a redirect, and where that goes to says how it went. */
function errorOf(response: Response): string | null {
  const location = response.headers.get('location');
  if (response.status !== 302 || location === null) return 'unexpected';
  return new URL(location).searchParams.get('error');
}

function reasonOf(error: string, decision: Decision | undefined): SignInRefusal {
  if (decision && 'refusal' in decision) return decision.refusal;
  return STATE_ERRORS.includes(error) ? 'state' : 'provider';
}

const refusal = (field: SignInRefusal) => new BellhopError('forbidden', MESSAGES[field], { field });
