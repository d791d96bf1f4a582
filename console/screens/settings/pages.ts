import type { ComponentType } from 'preact';
import { mayRole, type WorkspacePermission } from '../../../shared/authority/permissions.ts';
import { SETTING_KEYS, settingOf } from '../../../shared/settings/registry.ts';
import type { Me, Role } from '../../../shared/protocol/http.ts';
import type { PlainKey } from '../../i18n/messages.ts';
import type { Membership } from '../inbox/inbox.tsx';

export interface SettingsPageProps {
  membership: Membership;
  me: Me;
  /** What stands behind the page's own path, as a member's id. */
  id: string | undefined;
}

export interface SettingsPage {
  /** Its address: `/console/w/WORKSPACE/settings/PATH`. */
  path: string;
  title: PlainKey;
  group: (typeof GROUPS)[number];
  /** Who sees it; the routes it calls ask for their own. */
  permission: WorkspacePermission;
  /** The names of what can be set there: the search finds the page by them. */
  settings: readonly PlainKey[];
  load: () => Promise<{ default: ComponentType<SettingsPageProps> }>;
}

export const GROUPS = ['team', 'chat', 'workspace', 'me'] as const;

/** The hours and what protects signing in have pages of their own. */
const CHAT_SETTINGS = SETTING_KEYS.filter(
  (key) => settingOf(key).kind !== 'hours' && !key.startsWith('security.'),
).map((key) => `setting.${key}` as const);

/** Every page of the settings, in the order of the rail. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  {
    path: 'members',
    title: 'settings.members',
    group: 'team',
    permission: 'members.read',
    settings: ['invite.title', 'members.role', 'members.deactivate', 'members.transfer', 'members.leave'],
    load: () => import('./members/members-page.tsx'),
  },
  {
    path: 'teams',
    title: 'settings.teams',
    group: 'team',
    permission: 'members.read',
    settings: [
      'teams.strategy',
      'teams.chat-limit',
      'teams.queue-limit',
      'teams.expectation',
      'teams.overflow',
    ],
    load: () => import('./teams/teams-page.tsx'),
  },
  {
    path: 'roles',
    title: 'settings.roles',
    group: 'team',
    permission: 'members.read',
    settings: ['roles.may'],
    load: () => import('./roles/roles-page.tsx'),
  },
  {
    path: 'sites',
    title: 'settings.sites',
    group: 'chat',
    permission: 'sites.manage',
    settings: [
      'sites.origins',
      'sites.languages',
      'sites.key',
      'identity.title',
      'sites.script-tag',
      'sites.policy',
    ],
    load: () => import('./sites/sites-page.tsx'),
  },
  {
    path: 'widget',
    title: 'settings.widget',
    group: 'chat',
    permission: 'sites.manage',
    settings: ['widget.accent', 'widget.greeting', 'widget.position', 'widget.launcher', 'widget.words'],
    load: () => import('./widget/widget-page.tsx'),
  },
  {
    path: 'chat',
    title: 'settings.chat',
    group: 'chat',
    permission: 'settings.manage',
    settings: CHAT_SETTINGS,
    load: () => import('./chat/chat-page.tsx'),
  },
  {
    path: 'quick-responses',
    title: 'settings.quick-responses',
    group: 'chat',
    permission: 'quick_responses.use',
    settings: ['quick.shortcut', 'quick.variables', 'quick.import-title', 'quick.export'],
    load: () => import('./quick-responses/quick-responses-page.tsx'),
  },
  {
    path: 'hours',
    title: 'settings.hours',
    group: 'chat',
    permission: 'settings.manage',
    settings: ['hours.time-zone', 'hours.week', 'hours.holidays'],
    load: () => import('./hours/hours-page.tsx'),
  },
  {
    path: 'workspace',
    title: 'settings.workspace',
    group: 'workspace',
    permission: 'settings.manage',
    settings: ['workspace.export', 'workspace.delete'],
    load: () => import('./workspace/workspace-page.tsx'),
  },
  {
    path: 'sign-in',
    title: 'settings.sign-in',
    group: 'workspace',
    permission: 'settings.manage',
    settings: ['setting.security.two_factor', 'oidc.title', 'oidc.issuer', 'oidc.domains'],
    load: () => import('./sign-in/sign-in-page.tsx'),
  },
  {
    path: 'audit',
    title: 'settings.audit',
    group: 'workspace',
    permission: 'audit.read',
    settings: ['audit.export-csv', 'audit.export-json'],
    load: () => import('./audit/audit-page.tsx'),
  },
  {
    path: 'system',
    title: 'settings.system',
    group: 'workspace',
    permission: 'system.read',
    settings: ['system.jobs', 'system.run-now', 'system.retention'],
    load: () => import('./system/system-page.tsx'),
  },
  {
    path: 'preferences',
    title: 'settings.preferences',
    group: 'me',
    permission: 'preferences.own',
    settings: [
      ...(['pref.notify.desktop', 'pref.sound.on', 'pref.sound.volume', 'pref.chats.limit'] as const),
      ...(['pref.chats.auto_accept', 'pref.signature.text', 'me.theme', 'pref.look.density'] as const),
      ...(['me.language', 'pref.keys.single'] as const),
    ],
    load: () => import('./preferences/preferences-page.tsx'),
  },
  {
    path: 'account',
    title: 'settings.account',
    group: 'me',
    permission: 'membership.own',
    settings: ['members.two-factor', 'factor.codes'],
    load: () => import('./account/account-page.tsx'),
  },
];

export const pagesFor = (role: Role, pages = SETTINGS_PAGES): readonly SettingsPage[] =>
  pages.filter(({ permission }) => mayRole(role, permission));
