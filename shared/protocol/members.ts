import { z } from 'zod';
import { role } from './http.ts';
import { personName } from './text.ts';

/** Shapes of the HTTP API about who works in a workspace. */

const time = z.iso.datetime();

export const member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  state: z.enum(['active', 'deactivated']),
  created_at: time,
  /** When they were last connected; null when never. */
  last_seen_at: time.nullable(),
  /** Whether they have a second factor; told to those who manage members, and of oneself. */
  two_factor: z.boolean().nullable().optional(),
});
export type Member = z.infer<typeof member>;

export const memberDetails = member.extend({
  /** How many chats they take at once; null for the workspace's default. */
  chat_limit: z.int().nullable(),
  /** How many devices they are signed in on. Null for who may not manage members, but for oneself. */
  sessions: z.int().nullable(),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type MemberDetails = z.infer<typeof memberDetails>;

export const invitationState = z.enum(['open', 'expired']);

/** An invitation that was neither used nor taken back. Its link is shown once, when it is made. */
export const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  state: invitationState,
  invited_by: z.string(),
  created_at: time,
  expires_at: time,
});
export type Invitation = z.infer<typeof invitation>;

/** `link` is there when no mail went out: without SMTP, or when sending failed. */
export const invited = z.object({
  invitation,
  delivery: z.enum(['mail', 'link']),
  link: z.string().optional(),
});
export type Invited = z.infer<typeof invited>;

export const inviteRequest = z.object({ email: z.email('must be an e-mail address').max(254), role });

export const inviteToken = z.string().min(1).max(256);

/** What the holder of a link sees before they accept. */
export const invitationView = z.object({
  workspace: z.object({ name: z.string() }),
  email: z.string(),
  role,
  invited_by: z.string(),
});
export type InvitationView = z.infer<typeof invitationView>;

export const acceptRequest = z.object({
  token: inviteToken,
  name: personName,
  password: z.string().min(10).max(128),
});

export const joined = z.object({ workspace_id: z.uuid() });
export type Joined = z.infer<typeof joined>;
