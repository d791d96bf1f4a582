import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import type { Egress } from '../egress/egress.ts';
import { EgressError } from '../egress/egress-error.ts';

const WELL_KNOWN = '/.well-known/openid-configuration';
/** Signatures by a public key: what the secret that both sides know could sign, either side could. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url({ protocol: /^https?$/ }),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});

export interface ProviderMetadata {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  userinfoEndpoint: string | undefined;
  algorithms: string[];
  tokenEndpointAuth: 'client_secret_basic' | 'client_secret_post';
}

/** Reads what a provider says of itself. Throws with the field `issuer` and what is wrong with it. */
export async function discover(egress: Egress, issuer: string): Promise<ProviderMetadata> {
  const said = await readJson(egress, `${issuer.replace(/\/$/, '')}${WELL_KNOWN}`);
  const parsed = document.safeParse(said);
  if (!parsed.success) throw wrong(`There is no OpenID Connect provider at ${issuer}.`);
  const found = parsed.data;
  if (found.issuer !== issuer)
    throw wrong(
      `The provider there calls itself ${found.issuer}. Write the issuer exactly so, if it is the right one.`,
    );
  // A browser goes there, so that the egress client does not see it; the others are checked when they are asked.
  if (new URL(found.authorization_endpoint).protocol !== new URL(issuer).protocol)
    throw wrong('The provider wants people to sign in at an address without https.');
  const algorithms = found.id_token_signing_alg_values_supported.filter((name) => ALGORITHMS.includes(name));
  if (algorithms.length === 0) throw wrong('The provider signs in no way that can be checked safely.');
  const isPost = !found.token_endpoint_auth_methods_supported.includes('client_secret_basic');
  return {
    issuer,
    authorizationEndpoint: found.authorization_endpoint,
    tokenEndpoint: found.token_endpoint,
    jwksUri: found.jwks_uri,
    userinfoEndpoint: found.userinfo_endpoint,
    algorithms,
    tokenEndpointAuth: isPost ? 'client_secret_post' : 'client_secret_basic',
  };
}

export async function readJson(
  egress: Egress,
  url: string,
  headers: Record<string, string> = {},
): Promise<unknown> {
  try {
    const { status, text } = await egress.fetch(url, { headers: { accept: 'application/json', ...headers } });
    if (status !== 200) throw wrong(`The provider answers ${status} at ${url}.`);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof BellhopError) throw error;
    if (error instanceof EgressError) throw wrong(`${error.message} (${url})`);
    throw wrong(`What the provider answers at ${url} is no JSON.`);
  }
}

const wrong = (message: string) => new BellhopError('bad_request', message, { field: 'issuer' });
