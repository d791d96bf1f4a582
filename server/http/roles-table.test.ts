import { describe, expect, it } from 'vitest';
import {
  isWorkspacePermission,
  mayRole,
  PERMISSIONS,
  WORKSPACE_PERMISSIONS,
  type WorkspacePermission,
} from '../../shared/authority/permissions.ts';
import { framePermissions } from '../realtime/frames.ts';
import { routeTable } from './route-table.ts';

const ROLES = ['owner', 'admin', 'agent'] as const;
/** Of permissions that are not a member's. */
const OUTSIDE = ['public', 'visitor', 'signed_in'];

/** What each frame that an agent may send is, in the table. */
const FRAMES: Record<string, WorkspacePermission> = {
  'message.send': 'conversations.work',
  'conversation.end': 'conversations.work',
  'read.set': 'conversations.work',
  'entries.fetch': 'conversations.work',
  'inbox.fetch': 'conversations.work',
  'viewing.set': 'conversations.work',
  'typing.set': 'conversations.work',
  ping: 'conversations.work',
};

const rows = (permission: WorkspacePermission) =>
  routeTable.filter((route) => route.permission === permission);

/** The matrix holds that a route lets in whom the table names; this, that the table names nothing else. */
describe('[S2] the table of roles', () => {
  it.each(WORKSPACE_PERMISSIONS)('%s is asked for by a route', (permission) => {
    expect(rows(permission).map(({ path }) => path)).not.toEqual([]);
  });

  it('has every permission that a route asks of a member', () => {
    const asked = new Set<string>(routeTable.map(({ permission }) => permission));
    for (const permission of OUTSIDE) asked.delete(permission);
    expect([...asked].toSorted()).toEqual([...WORKSPACE_PERMISSIONS].toSorted());
    for (const permission of asked) expect(isWorkspacePermission(permission)).toBe(true);
  });

  it('has a row for every frame of agents, one that is open to all of them: a socket asks for no role', () => {
    const ofAgents = Object.entries(framePermissions).flatMap(([type, who]) =>
      who.includes('agent') ? [type] : [],
    );
    expect(ofAgents.toSorted()).toEqual(Object.keys(FRAMES).toSorted());
    for (const permission of Object.values(FRAMES))
      expect(ROLES.filter((role) => mayRole(role, permission))).toEqual([...ROLES]);
  });

  it('gives an admin nothing that an owner lacks, and an agent nothing that an admin lacks', () => {
    for (const permission of WORKSPACE_PERMISSIONS) {
      const roles: readonly string[] = PERMISSIONS[permission].roles;
      expect([permission, !roles.includes('agent') || roles.includes('admin')]).toEqual([permission, true]);
      expect([permission, roles.includes('owner')]).toEqual([permission, true]);
    }
  });

  it.each(
    routeTable.filter(({ permission, method }) => isWorkspacePermission(permission) && method !== 'get'),
  )(
    '$method $path is a write that agents have only where they work, keep their own, or leave',
    ({ permission }) => {
      const everyday: string[] = [
        ...['conversations.work', 'membership.own', 'preferences.own', 'quick_responses.use'],
      ];
      if (isWorkspacePermission(permission) && mayRole('agent', permission))
        expect(everyday).toContain(permission);
    },
  );
});
