import { z } from 'zod';
import { personName } from './text.ts';

/** Shapes of the HTTP API that are not frames. */

export const visitorSession = z.object({
  token: z.string(),
  visitor_id: z.uuid(),
  expires_at: z.iso.datetime(),
});
export type VisitorSession = z.infer<typeof visitorSession>;

export const role = z.enum(['owner', 'admin', 'agent']);
export type Role = z.infer<typeof role>;

/** `GET /api/v1/me`: who is signed in and where they work. */
export const me = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    /** Whether they have a second factor of their own. */
    two_factor: z.boolean().optional(),
    /** How this session came to be; one of a provider is for that workspace alone. */
    through: z.enum(['password', 'provider']).optional(),
  }),
  memberships: z.array(
    z.object({
      workspace: z.object({ id: z.uuid(), name: z.string() }),
      member: z.object({ id: z.uuid(), name: z.string(), role }),
      /** The workspace asks for a second factor, and until there is one everything in it is shut. */
      needs_second_factor: z.boolean().optional(),
    }),
  ),
});
export type Me = z.infer<typeof me>;

/** `POST /api/v1/setup`: the first owner, by the one-time link that the server printed. */
export const setupRequest = z.object({
  token: z.string().min(1).max(256),
  name: personName,
  email: z.email().max(254),
  password: z.string().min(10).max(128),
});
