import { betterAuth } from 'better-auth/minimal';
import { authorizationCodeRequest, getOAuth2Tokens, type OAuth2Tokens } from 'better-auth/oauth2';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { personName } from '../../shared/protocol/text.ts';
import { authOptions } from '../auth/create-auth.ts';
import { nameFromEmail } from '../setup/name-from-email.ts';
import { readJson, type ProviderMetadata } from './discover.ts';
import { redirectUri, type ProviderRow } from './find-provider.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { providerIdOf, type Claims } from './who-may-enter.ts';

export interface ProviderAuthGiven {
  provider: ProviderRow;
  metadata: ProviderMetadata;
  /** Whether to go on with this person. */
  mayEnter(claims: Claims): Promise<boolean>;
  /** Before the session is made, when the user is there. */
  admit(userId: string): Promise<void>;
}

/**
 * better-auth as it is for one sign-in through one provider: it keeps state, PKCE and nonce and makes the session. What
 * it would fetch by itself goes through the egress client (S21), so that it is told what discovery found.
 */
export function createProviderAuth(parts: SignInParts, given: ProviderAuthGiven) {
  const options = authOptions(parts.auth);
  const { workspaceId } = given.provider;
  return betterAuth({
    ...options,
    plugins: [oidcPlugin(parts, given)],
    account: {
      updateAccountOnSignIn: false,
      // Accounts are made by invitation; the issuer that an owner chose vouches for the address, and that is checked.
      accountLinking: { enabled: true, requireLocalEmailVerified: false, allowDifferentEmails: false },
    },
    databaseHooks: {
      ...options.databaseHooks,
      account: {
        // Nothing is asked of the provider later, so that its tokens need not be kept (S7).
        create: {
          before: async (row) => ({ data: { ...row, accessToken: null, refreshToken: null, idToken: null } }),
        },
      },
      session: {
        ...options.databaseHooks.session,
        create: {
          before: async (session) => {
            await given.admit(session.userId);
            return { data: { ...session, onlyWorkspaceId: workspaceId } };
          },
        },
      },
    },
  });
}

function oidcPlugin(parts: SignInParts, { provider, metadata, mayEnter }: ProviderAuthGiven) {
  const { egress } = parts;
  const clientSecret = openSecret(parts, provider);
  const plugin = genericOAuth({
    config: [
      {
        providerId: providerIdOf(provider),
        name: provider.name,
        clientId: provider.clientId,
        clientSecret,
        authorizationUrl: metadata.authorizationEndpoint,
        tokenUrl: metadata.tokenEndpoint,
        redirectURI: redirectUri(parts.auth.config, provider.workspaceId),
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        disableProviderLogout: true,
        accountSubject: ({ profile }) => String(profile['sub']),
        getToken: (data) => exchangeCode(parts, { provider, metadata, clientSecret }, data),
        getUserInfo: async (tokens) => {
          const claims = await readClaims(parts, metadata, tokens);
          if (!claims || !(await mayEnter(claims))) return null;
          return { sub: claims.sub, email: claims.email, emailVerified: true, name: claims.name };
        },
      },
    ],
  });
  return {
    ...plugin,
    init: async (context: Parameters<typeof plugin.init>[0]) => {
      const made = await plugin.init(context);
      const jwks: JWTVerifyGetKey = async (header, token) =>
        createLocalJWKSet((await readJson(egress, metadata.jwksUri)) as JSONWebKeySet)(header, token);
      for (const one of made.context.socialProviders.filter(({ id }) => id === providerIdOf(provider))) {
        const { issuer, algorithms } = metadata;
        const idToken = { jwks, issuer, audience: provider.clientId, algorithms };
        Object.assign(one, { issuer, idToken, requiresIdTokenNonce: true });
      }
      return made;
    },
  };
}

function openSecret({ sealer }: SignInParts, { clientSecret, workspaceId }: ProviderRow): string {
  const secret = sealer.open(clientSecret, workspaceId);
  if (secret !== null) return secret;
  throw new BellhopError(
    'unavailable',
    'The secret of the provider cannot be read. An owner must enter it anew.',
  );
}

interface Exchange {
  provider: ProviderRow;
  metadata: ProviderMetadata;
  clientSecret: string;
}

async function exchangeCode(
  { egress, auth }: SignInParts,
  { provider, metadata, clientSecret }: Exchange,
  { code, codeVerifier }: { code: string; codeVerifier?: string | undefined },
): Promise<OAuth2Tokens> {
  const { clientId, workspaceId } = provider;
  const { tokenEndpoint, tokenEndpointAuth: method } = metadata;
  const { headers, body } = await authorizationCodeRequest({
    code,
    codeVerifier,
    redirectURI: redirectUri(auth.config, workspaceId),
    options: { clientId, clientSecret },
    tokenEndpoint,
    tokenEndpointAuth: { method },
  });
  const answer = await egress.fetch(tokenEndpoint, { method: 'POST', headers, body: body.toString() });
  if (answer.status !== 200) throw new Error(`the token endpoint answered ${answer.status}`);
  const tokens = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.text));
  return getOAuth2Tokens(tokens);
}

const profile = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).toLowerCase(),
  email_verified: z.unknown().optional(),
  name: personName.optional().catch(undefined),
});

/** better-auth verified the ID token before it asks for this; without one, nothing was verified. */
async function readClaims(
  { egress }: SignInParts,
  { userinfoEndpoint }: ProviderMetadata,
  { idToken, accessToken }: OAuth2Tokens,
): Promise<Claims | null> {
  if (!idToken) return null;
  const claims = decodeJwt(idToken);
  let said: Record<string, unknown> = claims;
  if (claims['email'] === undefined && userinfoEndpoint && accessToken) {
    const more = await readJson(egress, userinfoEndpoint, { authorization: `Bearer ${accessToken}` });
    const asked = z.looseObject({ sub: z.literal(claims.sub) }).safeParse(more);
    said = asked.success ? { ...asked.data, ...claims } : claims;
  }
  const parsed = profile.safeParse(said);
  if (!parsed.success) return null;
  const { sub, email, email_verified: verified, name } = parsed.data;
  return {
    sub,
    email,
    emailVerified: verified === true || verified === 'true',
    name: name ?? nameFromEmail(email),
  };
}
