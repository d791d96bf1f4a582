import { and, eq, isNull, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Invitation } from '../../shared/protocol/members.ts';
import { members } from '../members/tables.ts';
import type { Database } from '../db/open-database.ts';
import { invitations } from './tables.ts';

export const INVITATION_LIFE_DAYS = 7;

/** When an invitation made now ends, by the database's clock. */
export const inSevenDays = sql`now() + ${sql.raw(`interval '${INVITATION_LIFE_DAYS} days'`)}`;

/** Neither used nor taken back; expired or not. */
export const isPending = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

const WIRE_COLUMNS = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  invitedBy: members.name,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  isOpen: sql<boolean>`${invitations.expiresAt} > now()`,
};

export const selectInvitations = (orm: Pick<Database['orm'], 'select'>) =>
  orm
    .select(WIRE_COLUMNS)
    .from(invitations)
    .innerJoin(
      members,
      and(eq(members.workspaceId, invitations.workspaceId), eq(members.id, invitations.invitedBy)),
    );

type Row = Awaited<ReturnType<typeof selectInvitations>>[number];

export const toInvitation = ({
  id,
  email,
  role,
  invitedBy,
  createdAt,
  expiresAt,
  isOpen,
}: Row): Invitation => ({
  id,
  email,
  role,
  state: isOpen ? 'open' : 'expired',
  invited_by: invitedBy,
  created_at: createdAt.toISOString(),
  expires_at: expiresAt.toISOString(),
});

export const invitationNotFound = () => new BellhopError('not_found', 'There is no such invitation.');
