import { and, eq } from 'drizzle-orm';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { BellhopError } from '../../shared/errors.ts';
import {
  CLOCK_SKEW_SECONDS,
  MAX_TOKEN_LIFE_SECONDS,
  vouchedFor,
  type VouchedFor,
} from '../../shared/protocol/identify.ts';
import type { AppServices } from '../http/app-services.ts';
import type { Site } from '../sites/find-site.ts';
import { sealedFor } from './identity-keys.ts';
import { identityKeys } from './tables.ts';

type Given = Pick<AppServices, 'db' | 'signIn'>;

/** [ID1, S9] What a site's own server says of its visitor. Whatever is not proven is refused, and so is a site without a key. */
export async function verifyToken(services: Given, site: Site, token: string): Promise<VouchedFor> {
  const secrets = await secretsFor(services, site, keyIdOf(token));
  for (const secret of secrets) {
    try {
      return readClaims(await checked(token, secret, site.key));
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      throw error instanceof BellhopError ? error : refused(reasonOf(error));
    }
  }
  throw refused('No identity key of this site signed it.');
}

async function checked(token: string, secret: string, audience: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
    algorithms: ['HS256'],
    audience,
    clockTolerance: CLOCK_SKEW_SECONDS,
    requiredClaims: ['aud', 'exp', 'sub'],
  });
  const now = Math.floor(Date.now() / 1_000);
  const longest = MAX_TOKEN_LIFE_SECONDS;
  const { exp = Infinity, iat = now } = payload;
  if (exp > now + longest + CLOCK_SKEW_SECONDS || exp > iat + longest)
    throw refused('It is valid for more than an hour: set "exp" to a shorter time.');
  if (iat > now + CLOCK_SKEW_SECONDS) throw refused('It was made in the future: set the clock right.');
  return payload;
}

function readClaims(payload: JWTPayload): VouchedFor {
  const read = vouchedFor.safeParse(payload);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw refused(`Its "${path.join('.')}" does not fit: ${message}.`);
}

/** The signature is looked at first: only who has a key learns what else is wrong. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'It has expired. Sign a new one.';
  if (error instanceof errors.JWTClaimValidationFailed) return `Its "${error.claim}" is missing or wrong.`;
  return 'It is not a token signed by HS256.';
}

const refused = (why: string): BellhopError =>
  new BellhopError('unauthenticated', `This token does not say who the visitor is. ${why}`, {
    field: 'token',
  });

function keyIdOf(token: string): unknown {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    throw refused('It is not a token signed by HS256.');
  }
}

async function secretsFor({ db, signIn }: Given, site: Site, keyId: unknown): Promise<string[]> {
  const rows = await db.orm
    .select({ id: identityKeys.id, secret: identityKeys.secret })
    .from(identityKeys)
    .where(and(eq(identityKeys.workspaceId, site.workspaceId), eq(identityKeys.siteId, site.id)));
  return rows
    .filter(({ id }) => keyId === undefined || id === keyId)
    .map(({ secret }) => signIn.sealer.open(secret, sealedFor(site.workspaceId, site.id)))
    .filter((secret) => secret !== null);
}
