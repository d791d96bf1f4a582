import { and, eq, gt, sql } from 'drizzle-orm';
import type { SignInRefusal } from '../../shared/protocol/sign-in.ts';
import { lacksSecondFactor } from '../auth/second-factor.ts';
import { account, user } from '../auth/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { isPending } from '../invitations/invitation-rows.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { workspaceSettings } from '../settings/tables.ts';
import type { ProviderRow } from './find-provider.ts';
import { signInProviders } from './tables.ts';

/** What the provider vouches for: its ID token was verified. */
export interface Claims {
  sub: string;
  email: string;
  emailVerified: boolean;
  name: string;
}

/** How somebody comes in: as who works here, by an invitation that waits for them, or by the domain of their address. */
export type Entrance = 'member' | 'invitation' | 'domain';
export type Decision = { by: Entrance } | { refusal: SignInRefusal };

export const providerIdOf = ({ id }: Pick<ProviderRow, 'id'>): string => `oidc-${id}`;

/** Whom the workspace lets in through its provider. Nobody is let in whom the workspace does not know of. */
export async function whoMayEnter(
  { db }: Pick<Services, 'db'>,
  provider: ProviderRow,
  claims: Claims,
): Promise<Decision> {
  if (!claims.emailVerified) return { refusal: 'email_verified' };
  const domain = claims.email.slice(claims.email.lastIndexOf('@') + 1);
  const { domains } = provider;
  if (domains.length > 0 && !domains.includes(domain)) return { refusal: 'email' };
  const known = await findKnown({ db }, provider, claims);
  // A second factor that a person chose to have is not gone around by another door.
  if (known?.hasSecondFactor && !provider.asksSecondFactor) return { refusal: 'second_factor' };
  if (known?.isActive) return known.lacksSecondFactor ? { refusal: 'second_factor' } : { by: 'member' };
  if (await isInvited({ db }, provider, claims.email)) return { by: 'invitation' };
  // Who was deactivated stays out, whatever their address.
  const isNew = known === null || known.isActive === null;
  return provider.autoJoin && isNew ? { by: 'domain' } : { refusal: 'member' };
}

interface Known {
  hasSecondFactor: boolean;
  /** Null: never was a member here. */
  isActive: boolean | null;
  lacksSecondFactor: boolean;
}

/** The person by the account that the provider made before, else by their address. */
async function findKnown(
  { db }: Pick<Services, 'db'>,
  provider: ProviderRow,
  { sub, email }: Claims,
): Promise<Known | null> {
  const [linked] = await db.orm
    .select({ userId: account.userId })
    .from(account)
    .where(and(eq(account.providerId, providerIdOf(provider)), eq(account.accountId, sub)));
  const [row] = await db.orm
    .select({
      hasSecondFactor: sql<boolean>`coalesce(${user.twoFactorEnabled}, false)`,
      memberId: members.id,
      deactivatedAt: members.deactivatedAt,
      lacks: lacksSecondFactor(provider.workspaceId),
    })
    .from(user)
    .leftJoin(members, and(eq(members.userId, user.id), eq(members.workspaceId, provider.workspaceId)))
    .leftJoin(workspaceSettings, eq(workspaceSettings.workspaceId, members.workspaceId))
    .leftJoin(signInProviders, eq(signInProviders.workspaceId, members.workspaceId))
    .where(linked ? eq(user.id, linked.userId) : eq(user.email, email));
  if (!row) return null;
  const isActive = row.memberId === null ? null : row.deactivatedAt === null;
  return { hasSecondFactor: row.hasSecondFactor, isActive, lacksSecondFactor: row.lacks === true };
}

async function isInvited(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: ProviderRow,
  email: string,
): Promise<boolean> {
  const open = and(
    eq(invitations.workspaceId, workspaceId),
    eq(invitations.email, email),
    isPending,
    gt(invitations.expiresAt, sql`now()`),
  );
  return (await db.orm.$count(invitations, open)) > 0;
}
