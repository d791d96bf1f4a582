import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';

const DEFAULT_PORT = 3000;
const MIN_SECRET_LENGTH = 32;
const MAX_PORT = 65_535;

export interface Config {
  port: number;
  /** Absent: every interface. */
  host: string | undefined;
  demoPort: number;
  publicUrl: string;
  publicOrigin: string;
  /** Origins under which the console may be open: the public one and, without PUBLIC_URL, its loopback spellings. */
  consoleOrigins: readonly string[];
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  storageUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  secret: string | undefined;
  /** How many proxies of ours a request passes; that many addresses are believed, from the right. */
  trustProxy: number;
  /** Hosts of the operator's own network that the server may ask: S21 refuses them otherwise. */
  egressAllow: readonly string[];
  owner: { email: string; password: string } | undefined;
  demo: boolean;
}

const port = wholeNumber('a port number from 0 to 65535', MAX_PORT);
const environment = z.object({
  PORT: port.optional(),
  HOST: z.string().optional(),
  DEMO_PORT: port.optional(),
  PUBLIC_URL: publicUrl().optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  STORAGE_URL: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, secretly('look like smtp://USER:PASSWORD@HOST:587'))
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]+@[^\r\n]+$/, 'must be an e-mail address, such as chat@example.com')
    .optional(),
  SECRET: z
    .string()
    .min(
      MIN_SECRET_LENGTH,
      secretly(`have at least ${MIN_SECRET_LENGTH} characters; make one with: openssl rand -hex 32`),
    )
    .optional(),
  TRUST_PROXY: wholeNumber('the number of proxies before Bellhop, from 0 to 16', 16).default(0),
  EGRESS_ALLOW: z
    .string()
    .regex(/^[\w.:-]+(\s*,\s*[\w.:-]+)*$/, 'must be host names with commas between, such as login.internal')
    .transform((list) => list.split(',').map((host) => host.trim()))
    .default([]),
  BELLHOP_OWNER_EMAIL: z.email('must be an e-mail address').max(254).optional(),
  BELLHOP_OWNER_PASSWORD: z
    .string()
    .min(10, secretly('have at least 10 characters'))
    .max(128, secretly('have at most 128 characters'))
    .optional(),
  BELLHOP_DEMO: z.enum(['0', '1'], 'must be 0 (no demo) or 1').default('1'),
});

type Environment = z.infer<typeof environment>;
const SECRETS = new Set<string>([
  'SECRET',
  'SMTP_URL',
  'BELLHOP_OWNER_PASSWORD',
  'DATABASE_URL',
  'REDIS_URL',
  'STORAGE_URL',
]);

/** Reads the environment once. An empty variable counts as absent. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, given)));
  const owner = ownerOf(parsed.data);
  return {
    ...addresses(parsed.data),
    ...connections(parsed.data),
    owner,
    demo: parsed.data.BELLHOP_DEMO === '1',
  };
}

function addresses(env: Environment) {
  const listen = env.PORT ?? DEFAULT_PORT;
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${listen}`;
  const publicOrigin = new URL(publicUrl).origin;
  const loopback =
    env.PUBLIC_URL === undefined ? [`http://127.0.0.1:${listen}`, `http://[::1]:${listen}`] : [];
  return {
    port: listen,
    host: env.HOST,
    demoPort: env.DEMO_PORT ?? (listen === 0 ? 0 : Math.min(listen + 1, MAX_PORT)),
    publicUrl,
    publicOrigin,
    consoleOrigins: [publicOrigin, ...loopback.map((address) => new URL(address).origin)],
    trustProxy: env.TRUST_PROXY,
    egressAllow: env.EGRESS_ALLOW,
  };
}

const connections = (env: Environment) => ({
  dataDir: resolve(env.DATA_DIR),
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  storageUrl: env.STORAGE_URL,
  smtpUrl: env.SMTP_URL,
  mailFrom: env.MAIL_FROM,
  secret: env.SECRET,
});

function ownerOf(env: Environment): Config['owner'] {
  const { BELLHOP_OWNER_EMAIL: email, BELLHOP_OWNER_PASSWORD: password } = env;
  if (email !== undefined && password !== undefined) return { email: email.toLowerCase(), password };
  if (email === undefined && password === undefined) return undefined;
  const missing = email === undefined ? 'BELLHOP_OWNER_EMAIL' : 'BELLHOP_OWNER_PASSWORD';
  throw new ConfigError([
    `${missing} is missing: the first owner is made from BELLHOP_OWNER_EMAIL and BELLHOP_OWNER_PASSWORD together. Set both, or neither to get a one-time link.`,
  ]);
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const shown = SECRETS.has(name) ? '' : ` (it is ${JSON.stringify(given[name])})`;
  return `${name} ${issue.message}${shown}.`;
}

function secretly(should: string): string {
  return `must ${should}`;
}

function wholeNumber(what: string, max: number) {
  return z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) <= max, `must be ${what}`)
    .transform(Number);
}

function publicUrl() {
  return z
    .string()
    .refine(
      isPlainAddress,
      'must be the address people open, such as https://chat.example.com, without a path',
    )
    .transform((text) => new URL(text).origin);
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
}
