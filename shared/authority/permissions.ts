import type { Role } from '../protocol/http.ts';

interface Grant {
  readonly roles: readonly Role[];
  /** What it lets a member do, as the table of roles shows it. */
  readonly meaning: string;
}

const EVERYBODY = ['owner', 'admin', 'agent'] as const;
const ADMINS = ['owner', 'admin'] as const;
const OWNERS = ['owner'] as const;

/**
 * What the members of a workspace may do. The routes ask for these, the matrix of S2 expects these, and the console
 * shows its entries and its table of roles by these: there is no other list.
 */
export const PERMISSIONS = {
  'conversations.work': { roles: EVERYBODY, meaning: 'Read conversations, reply to visitors and end chats' },
  'visitors.read': { roles: EVERYBODY, meaning: 'See visitors and their conversations' },
  'members.read': {
    roles: EVERYBODY,
    meaning: 'See who works here, in which teams, and what each role may do',
  },
  'quick_responses.use': { roles: EVERYBODY, meaning: 'Use quick responses and keep their own' },
  'preferences.own': {
    roles: EVERYBODY,
    meaning: 'Choose their own notifications, looks and a lower limit of chats',
  },
  'membership.own': { roles: EVERYBODY, meaning: 'Leave the workspace' },
  'members.manage': {
    roles: ADMINS,
    meaning: 'Invite people, change roles, deactivate and reactivate members',
  },
  'conversations.supervise': {
    roles: ADMINS,
    meaning: 'See all queues and loads live, and the availability of colleagues over time; set it for them',
  },
  'teams.manage': { roles: ADMINS, meaning: 'Make teams and decide who is in them' },
  'quick_responses.manage': {
    roles: ADMINS,
    meaning: 'Make and change the quick responses of teams and of the workspace',
  },
  'tags.manage': { roles: ADMINS, meaning: 'Rename and delete tags' },
  'sites.manage': { roles: ADMINS, meaning: 'Add sites, change their widgets and rotate their keys' },
  'settings.manage': { roles: ADMINS, meaning: 'Change how chats, business hours and limits behave' },
  'visitors.manage': { roles: ADMINS, meaning: 'Block, merge, export and erase visitors' },
  'audit.read': { roles: ADMINS, meaning: 'Read and export the log of changes to the workspace' },
  'system.read': { roles: ADMINS, meaning: 'See how the server and its jobs are doing' },
  // Whoever chooses the provider can be anybody here, owners included.
  'sign_in.manage': { roles: OWNERS, meaning: 'Choose the provider that members sign in with' },
  'workspace.own': {
    roles: OWNERS,
    meaning: 'Make others owners, hand over ownership, delete the workspace',
  },
} as const satisfies Record<string, Grant>;

export type WorkspacePermission = keyof typeof PERMISSIONS;

export const WORKSPACE_PERMISSIONS = Object.keys(PERMISSIONS) as readonly WorkspacePermission[];

export const isWorkspacePermission = (name: string): name is WorkspacePermission =>
  Object.hasOwn(PERMISSIONS, name);

export function mayRole(role: Role, permission: WorkspacePermission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission].roles;
  return roles.includes(role);
}

type Meanings = { [P in WorkspacePermission as `permission.${P}`]: (typeof PERMISSIONS)[P]['meaning'] };

/** The meanings as messages of the console, so that other languages translate them like any text. */
export const PERMISSION_MESSAGES = Object.fromEntries(
  Object.entries(PERMISSIONS).map(([name, { meaning }]) => [`permission.${name}`, meaning]),
) as Meanings;
