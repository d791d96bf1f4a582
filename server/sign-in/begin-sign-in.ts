import { BellhopError } from '../../shared/errors.ts';
import type { AppServices } from '../http/app-services.ts';
import { askProviderAuth } from './ask-provider-auth.ts';
import { discover } from './discover.ts';
import { requireOpenProvider } from './find-provider.ts';
import { createProviderAuth } from './provider-auth.ts';
import { providerIdOf } from './who-may-enter.ts';

type Given = Pick<AppServices, 'db' | 'config' | 'signIn'>;

/** Where the browser goes to sign in; the answer's cookie binds what comes back to this browser. */
export async function beginSignIn(services: Given, workspaceId: string): Promise<Response> {
  const provider = await requireOpenProvider(services, workspaceId);
  const metadata = await discover(services.signIn.egress, provider.issuer).catch(providerAway);
  const auth = createProviderAuth(services.signIn, {
    provider,
    metadata,
    mayEnter: () => Promise.resolve(false),
    admit: () => Promise.resolve(),
  });
  const console_ = `${services.config.publicUrl}/console/`;
  const response = await askProviderAuth(auth, services.config, {
    path: '/sign-in/social',
    method: 'POST',
    body: { provider: providerIdOf(provider), callbackURL: console_, disableRedirect: true },
  });
  const { url } = (await response.json()) as { url?: string };
  if (!response.ok || url === undefined) throw providerAway();
  const answer = Response.json({ url }, { headers: { 'cache-control': 'no-store' } });
  for (const line of response.headers.getSetCookie()) answer.headers.append('set-cookie', line);
  return answer;
}

export function providerAway(cause?: unknown): never {
  throw new BellhopError('unavailable', 'The provider does not answer. Try again, or use your password.', {
    field: 'provider',
    cause,
  });
}
