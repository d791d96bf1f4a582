import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

export const CLIENT = { id: 'bellhop-test', secret: 'a client secret: canary & such' };

export interface Person {
  sub: string;
  email: string;
  email_verified?: boolean | undefined;
  name?: string;
}

/** What the next sign-in is like; whatever is wrong with it is wrong on purpose. */
export interface Behaviour {
  person: Person;
  issuer?: string;
  audience?: string;
  nonce?: string;
  expiresIn?: string;
  /** Signed by a key that the provider does not publish. */
  foreignKey?: boolean;
  withoutIdToken?: boolean;
  /** Told at the userinfo endpoint alone. */
  emailElsewhere?: boolean;
}

export interface OidcProvider {
  issuer: string;
  next: Behaviour;
  /** What the token endpoint was sent. */
  exchanges: Record<string, string>[];
  /** Does what the browser and the person do at the authorization endpoint; answers where it sends them back. */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

/** A small provider that is strict as the specifications ask: PKCE, the client's secret, codes that work once. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, URLSearchParams>();
  const exchanges: Record<string, string>[] = [];
  const state = { next: { person: { sub: 'nobody', email: 'nobody@example.com' } } as Behaviour };

  const issueIdToken = (asked: URLSearchParams): Promise<string> => {
    const { next } = state;
    const { email, email_verified, name } = next.person;
    const claims = { ...(next.emailElsewhere ? {} : { email, email_verified, name }) };
    const nonce = next.nonce ?? asked.get('nonce') ?? undefined;
    const key: CryptoKey = next.foreignKey ? foreign.privateKey : own.privateKey;
    return new SignJWT({ ...claims, nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'own' })
      .setIssuer(next.issuer ?? issuer)
      .setAudience(next.audience ?? CLIENT.id)
      .setSubject(next.person.sub)
      .setIssuedAt()
      .setExpirationTime(next.expiresIn ?? '5m')
      .sign(key);
  };

  const exchange = async (request: IncomingMessage): Promise<object | null> => {
    const sent = new URLSearchParams(await text(request));
    exchanges.push(Object.fromEntries(sent));
    const basic = Buffer.from(
      (request.headers.authorization ?? '').replace('Basic ', ''),
      'base64',
    ).toString();
    const [id, secret] = basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const asked = codes.get(sent.get('code') ?? '');
    codes.delete(sent.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      asked !== undefined &&
      id === CLIENT.id &&
      secret === CLIENT.secret &&
      asked.get('redirect_uri') === sent.get('redirect_uri') &&
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('code_challenge') === challenge;
    if (!isRight) return null;
    const idToken = state.next.withoutIdToken ? {} : { id_token: await issueIdToken(asked) };
    return { access_token: 'access-canary', token_type: 'Bearer', expires_in: 300, ...idToken };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer);
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') return void say(200, metadata());
    if (url.pathname === '/jwks') return void say(200, { keys: [jwk] });
    if (url.pathname === '/userinfo') return void say(200, state.next.person);
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      codes.set(code, url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      back.searchParams.set('iss', state.next.issuer ?? issuer);
      return void response.writeHead(302, { location: back.href }).end();
    }
    const tokens = url.pathname === '/token' ? await exchange(request) : null;
    return void say(tokens ? 200 : 400, tokens ?? { error: 'invalid_grant' });
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  });
  return {
    issuer,
    exchanges,
    get next() {
      return state.next;
    },
    set next(next) {
      state.next = next;
    },
    async visit(url) {
      const response = await fetch(url, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? '');
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}
