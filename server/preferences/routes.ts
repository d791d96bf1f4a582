import { z } from 'zod';
import { preferencesAnswer, preferencesChange } from '../../shared/preferences/preferences-wire.ts';
import { defineRoute } from '../http/define-route.ts';
import { changePreferences } from './change-preferences.ts';
import { readPreferences } from './read-preferences.ts';

const own = {
  path: '/api/v1/workspaces/{workspace_id}/preferences',
  permission: 'preferences.own',
  surface: 'console',
  params: z.object({ workspace_id: z.uuid() }),
  result: preferencesAnswer,
} as const;

export const preferenceRoutes = [
  defineRoute({
    ...own,
    method: 'get',
    summary: 'What you chose for yourself here, what holds for the rest, and how many chats you may take.',
    handle: ({ services, actor }) => readPreferences(services, actor),
  }),
  defineRoute({
    ...own,
    method: 'put',
    summary:
      'Choose for yourself, all or none; null chooses nothing. Your limit of chats can only be lower than an admin’s.',
    body: preferencesChange,
    handle: ({ services, actor, body }) => changePreferences(services, actor, body),
  }),
];
