import { z } from 'zod';
import { team, teamRequest } from '../../shared/protocol/teams.ts';
import { defineRoute } from '../http/define-route.ts';
import { listTeams } from './list-teams.ts';
import { changeTeam, createTeam, deleteTeam } from './save-team.ts';

const WORKSPACE = '/api/v1/workspaces/{workspace_id}/teams';
const ONE = `${WORKSPACE}/{team_id}`;
const inWorkspace = z.object({ workspace_id: z.uuid() });
const ofTeam = inWorkspace.extend({ team_id: z.uuid() });
const manages = { permission: 'teams.manage', surface: 'console' } as const;

export const teamRoutes = [
  defineRoute({
    method: 'get',
    path: WORKSPACE,
    permission: 'members.read',
    surface: 'console',
    summary: 'The teams, each with its agents in the order of their turn.',
    params: inWorkspace,
    result: z.object({ teams: z.array(team) }),
    handle: async ({ services, actor }) => ({ teams: await listTeams(services, actor) }),
  }),
  defineRoute({
    ...manages,
    method: 'post',
    path: WORKSPACE,
    summary: 'Make a team.',
    params: inWorkspace,
    body: teamRequest,
    status: 201,
    result: team,
    handle: ({ services, actor, body }) => createTeam(services, actor, body),
  }),
  defineRoute({
    ...manages,
    method: 'put',
    path: ONE,
    summary: 'Change a team: what it is called, how it works and who is in it.',
    params: ofTeam,
    body: teamRequest,
    result: team,
    handle: ({ services, actor, params, body }) => changeTeam(services, actor, { ...params, ...body }),
  }),
  defineRoute({
    ...manages,
    method: 'delete',
    path: ONE,
    summary: 'Delete a team. Teams that overflow into it overflow no more.',
    params: ofTeam,
    status: 204,
    handle: ({ services, actor, params }) => deleteTeam(services, actor, params),
  }),
];
