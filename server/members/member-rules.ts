import { mayRole, type WorkspacePermission } from '../../shared/authority/permissions.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { Role } from '../../shared/protocol/http.ts';
import type { LockedMembers, MemberRow } from './lock-members.ts';

/** The role as it is now, under the lock, and not as it was when the request came. */
export function requireStill({ role }: MemberRow, permission: WorkspacePermission): void {
  if (!mayRole(role, permission))
    throw new BellhopError('forbidden', 'Your role does not allow this any more.');
}

/** Owners are the business of owners: nobody else makes one or touches one. */
export function requireMayGive(actor: Pick<MemberRow, 'role'>, ...roles: Role[]): void {
  if (roles.includes('owner') && !mayRole(actor.role, 'workspace.own'))
    throw new BellhopError('forbidden', 'Only an owner can make or change an owner.', { field: 'role' });
}

/** A workspace always has somebody who may everything. */
export function requireOwnerLeft({ target, hasOtherOwner }: LockedMembers): void {
  if (target.role === 'owner' && target.deactivatedAt === null && !hasOtherOwner)
    throw new BellhopError(
      'conflict',
      'This is the last owner of the workspace. Make somebody else an owner first.',
    );
}
