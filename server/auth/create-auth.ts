import { randomUUID } from 'node:crypto';
import { betterAuth, type BetterAuthOptions } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Logger } from 'pino';
import type { Bus } from '../bus/bus.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open-database.ts';
import type { Mailer } from '../mail/mailer.ts';
import { resetMail } from './reset-mail.ts';
import * as tables from './tables.ts';

export const AUTH_PATH = '/api/v1/auth';
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;
export const RESET_LIFE_S = 3600;
const SESSION_LIFE_S = 14 * 86_400;

/** How passwords are kept; scrypt unless told. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

export interface AuthParts {
  config: Config;
  secret: string;
  db: Database;
  bus: Bus;
  mail: Mailer | null;
  logger: Logger;
  /** For tests: hashing that is not slow on purpose. */
  passwords?: PasswordHashing | undefined;
}

export type Auth = ReturnType<typeof createAuth>;

export const createAuth = (parts: AuthParts) => betterAuth(authOptions(parts));

/** better-auth over our tables. Its own limits, address tracking and public sign-up are off: routes.ts has ours. */
export function authOptions({ config, secret, db, bus, mail, logger, passwords }: AuthParts) {
  const warn = (error: unknown) => logger.warn({ err: error }, 'a mail could not be sent');
  return {
    appName: 'Bellhop',
    baseURL: config.publicOrigin,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: [...config.consoleOrigins],
    database: drizzleAdapter(db.orm, { provider: 'pg', schema: tables, transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      resetPasswordTokenExpiresIn: RESET_LIFE_S,
      revokeSessionsOnPasswordReset: true,
      ...(passwords && { password: passwords }),
      sendResetPassword: async ({ user, token }) => mail?.send(resetMail(config, user.email, token)),
    },
    // A fixed life: reading who is signed in never writes (S3).
    session: {
      expiresIn: SESSION_LIFE_S,
      disableSessionRefresh: true,
      additionalFields: { onlyWorkspaceId: { type: 'string', required: false, input: false } },
    },
    verification: { storeIdentifier: 'hashed' },
    plugins: [twoFactor({ issuer: 'Bellhop' })],
    databaseHooks: {
      session: {
        delete: { after: async ({ id }) => bus.publish({ kind: 'revoked', scope: 'session', id }) },
      },
    },
    // Else an unexpected error is printed as it is, with every value that its query was given (S7).
    onAPIError: { throw: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      log: (level, message, ...details) => {
        const err: unknown = details.find((detail) => detail instanceof Error);
        logger[level]({ part: 'auth', ...(err !== undefined && { err }) }, message);
      },
    },
    advanced: {
      cookiePrefix: 'bellhop',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
      // In the background, so that a known address takes no longer to answer than an unknown one (S11).
      backgroundTasks: { handler: (task) => void task.catch(warn) },
    },
  } as const satisfies BetterAuthOptions;
}
