import { and, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { SignInChoice } from '../../shared/protocol/sign-in.ts';
import type { Config } from '../config.ts';
import type { Services } from '../services.ts';
import { signInProviders } from './tables.ts';

export type ProviderRow = typeof signInProviders.$inferSelect;

export const redirectUri = ({ publicUrl }: Pick<Config, 'publicUrl'>, workspaceId: string): string =>
  `${publicUrl}/console/sign-in/${workspaceId}`;

/** The provider that people can sign in through now. One answer for a workspace without one, and for none. */
export async function requireOpenProvider(
  { db }: Pick<Services, 'db'>,
  workspaceId: string,
): Promise<ProviderRow> {
  const [row] = await db.orm
    .select()
    .from(signInProviders)
    .where(and(eq(signInProviders.workspaceId, workspaceId), signInProviders.enabled));
  if (row) return row;
  throw new BellhopError('not_found', 'This workspace has no such way to sign in. Use your password.');
}

const TWO = 2;

/**
 * What a sign-in page offers before anybody is known: the workspace's of its address; without one the installation's,
 * as long as there is only one. Of several none is told: a stranger learns no list of who is a customer here.
 */
export async function findSignInChoice(
  { db }: Pick<Services, 'db'>,
  workspaceId: string | undefined,
): Promise<SignInChoice | null> {
  const found = await db.orm
    .select({ workspace_id: signInProviders.workspaceId, name: signInProviders.name })
    .from(signInProviders)
    .where(
      and(
        signInProviders.enabled,
        ...(workspaceId === undefined ? [] : [eq(signInProviders.workspaceId, workspaceId)]),
      ),
    )
    .limit(TWO);
  return found.length === 1 ? found[0]! : null;
}
