import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

const SECRET_BYTES = 32;
const WORKSPACE_BYTES = 16;
const SHAPE = /^[\w-]{22}\.[\w-]{43}$/;

/** The workspace's id and 256 random bits: of the whole, only a hash is stored. */
export function newInviteToken(workspaceId: string): { token: string; hash: string } {
  const workspace = Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url');
  const token = `${workspace}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { token, hash: hashInviteToken(token) };
}

const hashInviteToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where a link leads and what is stored of it; null for what no link looks like. */
export function readInviteToken(token: string): { workspaceId: string; hash: string } | null {
  if (!SHAPE.test(token)) return null;
  const hex = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url');
  if (hex.length !== WORKSPACE_BYTES) return null;
  const workspaceId = hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { workspaceId, hash: hashInviteToken(token) };
}

/** In the fragment, so that the token reaches neither an access log nor a Referer. */
export const inviteLink = (config: Pick<Config, 'publicUrl'>, token: string): string =>
  `${config.publicUrl}/console/#/invite/${token}`;
