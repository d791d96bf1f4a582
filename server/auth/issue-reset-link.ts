import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { RESET_LIFE_S, type Auth } from './create-auth.ts';
import { resetLink } from './reset-mail.ts';

const TOKEN_BYTES = 24;
const MS_PER_SECOND = 1000;

/** A one-time link to a new password, for the operator; null when nobody has this address. */
export async function issueResetLink(auth: Auth, config: Config, email: string): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (!found) return null;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: found.user.id,
    expiresAt: new Date(Date.now() + RESET_LIFE_S * MS_PER_SECOND),
  });
  return resetLink(config, token);
}
