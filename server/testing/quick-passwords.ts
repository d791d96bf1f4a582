import { createHash } from 'node:crypto';
import { verifyPassword } from 'better-auth/crypto';
import type { PasswordHashing } from '../auth/create-auth.ts';

const quick = (password: string) => `quick:${createHash('sha256').update(password).digest('hex')}`;

/** Hashes at once, and still verifies what the real hashing made. Scrypt would be most of the tests' time. */
export const quickPasswords: PasswordHashing = {
  hash: async (password) => quick(password),
  verify: async ({ hash, password }) =>
    hash.startsWith('quick:') ? hash === quick(password) : verifyPassword({ hash, password }),
};
