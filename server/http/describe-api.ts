import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../shared/errors.ts';
import type { Route } from './define-route.ts';
import type { Permission } from './permission.ts';

const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().describe('What is wrong and how to mend it.'),
    field: z.string().optional().describe('Where it is wrong.'),
    retry_after: z.number().optional().describe('Seconds until trying again can succeed.'),
  }),
});

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });

function securityOf(permission: Permission): Array<Record<string, string[]>> {
  if (permission === 'public') return [];
  return permission === 'visitor' ? [{ visitor: [] }] : [{ session: [] }];
}

/** `/api/v1/openapi.json`, from the same declarations that run. */
export function describeApi(routes: readonly Route[], publicUrl: string) {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  registry.registerComponent('securitySchemes', 'visitor', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: publicUrl.startsWith('https:') ? '__Secure-bellhop.session_token' : 'bellhop.session_token',
  });
  for (const route of routes.filter(({ hidden }) => !hidden)) registry.registerPath(operation(route));
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Bellhop', version: '1' },
    servers: [{ url: publicUrl }],
  });
}

function operation({ method, path, permission, summary, params, query, body, status = 200, result }: Route) {
  return {
    method,
    path,
    summary,
    security: securityOf(permission),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body: json(body) }),
    },
    responses: {
      [status]: { description: 'Done.', ...(result && status !== 204 ? json(result) : {}) },
      default: { description: 'Refused.', ...json(errorBody) },
    },
  };
}
