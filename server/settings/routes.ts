import { z } from 'zod';
import {
  settingsAnswer,
  settingsChange,
  settingsHistory,
  testMail,
} from '../../shared/settings/settings-wire.ts';
import { defineRoute } from '../http/define-route.ts';
import { findMemberEmail } from '../members/find-member-email.ts';
import { changeSettings } from './change-settings.ts';
import { listSettingsVersions } from './list-settings-versions.ts';
import { getSettings } from './read-settings.ts';
import { trySender } from './try-sender.ts';

const PATH = '/api/v1/workspaces/{workspace_id}/settings';
const inWorkspace = z.object({ workspace_id: z.uuid() });
const asAdmin = { permission: 'settings.manage', surface: 'console', params: inWorkspace } as const;

export const settingsRoutes = [
  defineRoute({
    ...asAdmin,
    method: 'get',
    path: PATH,
    summary: 'All settings of the workspace, and their version.',
    result: settingsAnswer,
    handle: ({ services, actor }) => getSettings(services, actor),
  }),
  defineRoute({
    ...asAdmin,
    method: 'put',
    path: PATH,
    summary:
      'Change settings, all or none; null goes back to the default. Of two who change the same one, the second is told.',
    body: settingsChange,
    result: settingsAnswer,
    handle: ({ services, actor, body }) => changeSettings(services, actor, body),
  }),
  defineRoute({
    ...asAdmin,
    method: 'get',
    path: `${PATH}/history`,
    summary: 'Who changed which settings, newest first.',
    query: z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
    result: settingsHistory,
    handle: ({ services, actor, query }) => listSettingsVersions(services, actor, query.before),
  }),
  defineRoute({
    ...asAdmin,
    method: 'post',
    path: `${PATH}/test-mail`,
    summary: 'Send an e-mail from this sender to yourself.',
    body: testMail,
    status: 204,
    handle: async ({ services, actor, body }) => {
      await services.limits.spend('test_mail_by_member', `${actor.workspaceId}:${actor.memberId}`);
      await services.limits.spend('test_mail_by_workspace', actor.workspaceId);
      const to = await findMemberEmail(services, actor);
      await trySender(services.mail, { to, ...body });
    },
  }),
];
