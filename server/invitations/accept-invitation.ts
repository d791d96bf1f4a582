import { randomUUID } from 'node:crypto';
import { and, eq, gt, sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { InvitationView, Joined } from '../../shared/protocol/members.ts';
import { account, user } from '../auth/tables.ts';
import type { SignedIn } from '../auth/agent-sessions.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../log/run-append.ts';
import { requireRoomForMember } from '../members/max-members.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { workspaces } from '../workspaces/tables.ts';
import { isPending } from './invitation-rows.ts';
import { readInviteToken } from './invite-token.ts';
import { invitations } from './tables.ts';

type Given = Pick<Services, 'db'>;
type Claimed = Pick<typeof invitations.$inferSelect, 'id' | 'workspaceId' | 'email' | 'role'>;

/** [S7] One answer for a link that was used, withdrawn, altered, too old, or of another workspace or address. */
const invalidLink = () =>
  new BellhopError(
    'not_found',
    'This invitation is not valid: it was used, taken back or is too old. Ask for a new one.',
    { field: 'token' },
  );

function isThis(token: string) {
  const read = readInviteToken(token);
  if (!read) throw invalidLink();
  return and(
    eq(invitations.workspaceId, read.workspaceId),
    eq(invitations.tokenHash, read.hash),
    isPending,
    gt(invitations.expiresAt, sql`now()`),
  );
}

export async function viewInvitation({ db }: Given, token: string): Promise<InvitationView> {
  const [row] = await db.orm
    .select({
      workspace: { name: workspaces.name },
      email: invitations.email,
      role: invitations.role,
      invited_by: members.name,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .innerJoin(
      members,
      and(eq(members.workspaceId, invitations.workspaceId), eq(members.id, invitations.invitedBy)),
    )
    .where(isThis(token));
  if (!row) throw invalidLink();
  return row;
}

export interface Newcomer {
  token: string;
  name: string;
  /** Hashes the password; slow on purpose, so only asked for when the link is good. */
  hash: () => Promise<string>;
}

/** For somebody without an account: makes it, for the address that was invited and no other. */
export async function acceptInvitation({ db }: Given, { token, name, hash }: Newcomer): Promise<Joined> {
  await viewInvitation({ db }, token);
  const password = await hash();
  return db.orm.transaction(async (tx) => {
    const claimed = await claim(tx, isThis(token));
    const { email } = claimed;
    const userId = randomUUID();
    const made = await tx
      .insert(user)
      .values({ id: userId, name, email })
      .onConflictDoNothing()
      .returning({ id: user.id });
    if (made.length === 0)
      throw new BellhopError('conflict', 'You have an account already. Sign in to join.', { field: 'email' });
    await tx
      .insert(account)
      .values({ id: randomUUID(), accountId: userId, providerId: 'credential', userId, password });
    return join(tx, claimed, { userId, name });
  });
}

/** For somebody who is signed in, with the address that was invited. */
export function joinByInvitation({ db }: Given, who: SignedIn, token: string): Promise<Joined> {
  return db.orm.transaction(async (tx) => {
    const claimed = await claim(tx, isThis(token));
    if (claimed.email !== who.email.toLowerCase()) throw invalidLink();
    return join(tx, claimed, who);
  });
}

export interface Vouched {
  workspaceId: string;
  /** A provider that the workspace chose vouches that it is theirs: the link would prove no more. */
  email: string;
  userId: string;
  name: string;
}

/** For somebody whom the workspace's own provider let in, by the invitation that waits for their address. */
export function joinByAddress({ db }: Given, { workspaceId, email, ...who }: Vouched): Promise<Joined> {
  const isTheirs = and(
    eq(invitations.workspaceId, workspaceId),
    eq(invitations.email, email),
    isPending,
    gt(invitations.expiresAt, sql`now()`),
  );
  return db.orm.transaction(async (tx) => join(tx, await claim(tx, isTheirs), who));
}

// The update takes the row's lock: of many at once, the others wait for our commit and then find it used.
async function claim(tx: Transaction, which: SQL | undefined): Promise<Claimed> {
  const [claimed] = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(which)
    .returning({
      id: invitations.id,
      workspaceId: invitations.workspaceId,
      email: invitations.email,
      role: invitations.role,
    });
  if (!claimed) throw invalidLink();
  return claimed;
}

async function join(
  tx: Transaction,
  { id, workspaceId, role }: Claimed,
  { userId, name }: { userId: string; name: string },
): Promise<Joined> {
  await requireRoomForMember(tx, workspaceId);
  // Who was here before comes back as who they were, with the role of the invitation.
  const [member] = await tx
    .insert(members)
    .values({ workspaceId, id: randomUUID(), userId, name, role })
    .onConflictDoUpdate({
      target: [members.workspaceId, members.userId],
      set: { role, deactivatedAt: null },
      setWhere: sql`${members.deactivatedAt} is not null`,
    })
    .returning();
  if (!member) throw new BellhopError('conflict', 'You work in this workspace already.');
  await tx
    .update(invitations)
    .set({ acceptedBy: member.id })
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)));
  await recordAudit(
    tx,
    { kind: 'agent', workspaceId, memberId: member.id, name: member.name },
    {
      action: 'invitation.accepted',
      target: { type: 'member', id: member.id, label: member.name },
      details: { role },
    },
  );
  return { workspace_id: workspaceId };
}
