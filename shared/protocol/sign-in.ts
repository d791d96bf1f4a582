import { z } from 'zod';
import { personName } from './text.ts';

/** Shapes of the HTTP API about signing in through a workspace's OpenID Connect provider. */

const MAX_DOMAINS = 20;
const DOMAIN = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;

const domain = z.string().trim().toLowerCase().regex(DOMAIN, 'Write a domain such as example.org.');

/** As owners see it; the client secret is never told again. */
export const signInProvider = z.object({
  version: z.int(),
  name: z.string(),
  issuer: z.string(),
  client_id: z.string(),
  domains: z.array(z.string()),
  auto_join: z.boolean(),
  asks_second_factor: z.boolean(),
  enabled: z.boolean(),
});
export type SignInProvider = z.infer<typeof signInProvider>;

export const signInProviderAnswer = z.object({
  provider: signInProvider.nullable(),
  /** What the provider asks for when it registers this server. */
  redirect_uri: z.string(),
  /** Where members sign in; the button is there. */
  sign_in_url: z.string(),
});
export type SignInProviderAnswer = z.infer<typeof signInProviderAnswer>;

export const signInProviderChange = z.object({
  /** The version that the person saw; 0 where there was none. */
  version: z.int().min(0),
  name: personName,
  issuer: z
    .url({ protocol: /^https?$/, error: 'Write an address such as https://login.example.org.' })
    .max(500),
  client_id: z.string().trim().min(1, 'Write the client ID that the provider gave you.').max(500),
  /** Null keeps the stored one, while issuer and client stay the same. */
  client_secret: z.string().min(1).max(2_000).nullable(),
  domains: z
    .array(domain)
    .max(MAX_DOMAINS, `At most ${MAX_DOMAINS} domains.`)
    .refine((list) => new Set(list).size === list.length, 'A domain is listed twice.'),
  auto_join: z.boolean(),
  asks_second_factor: z.boolean(),
  enabled: z.boolean(),
});
export type SignInProviderChange = z.infer<typeof signInProviderChange>;

/** What the sign-in page shows a button for. */
export const signInChoice = z.object({ workspace_id: z.uuid(), name: z.string() });
export type SignInChoice = z.infer<typeof signInChoice>;

/** What the provider's redirect brought, as the console's page read it off its address. */
export const signInReturn = z.object({
  workspace_id: z.uuid(),
  state: z.string().min(1).max(512),
  code: z.string().min(1).max(4_096).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
});
export type SignInReturn = z.infer<typeof signInReturn>;

/** Why somebody whom the provider knows is not let in; the `field` of the refusal. */
export const REFUSALS = ['state', 'provider', 'email_verified', 'email', 'member', 'second_factor'] as const;
export type SignInRefusal = (typeof REFUSALS)[number];
