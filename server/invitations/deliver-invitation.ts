import { and, eq } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Invited } from '../../shared/protocol/members.ts';
import type { Config } from '../config.ts';
import type { AgentActor } from '../identity.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';
import { senderOf } from '../settings/sender-of.ts';
import { workspaces } from '../workspaces/tables.ts';
import { invitationNotFound, selectInvitations, toInvitation } from './invitation-rows.ts';
import { inviteMail } from './invite-mail.ts';
import { inviteLink } from './invite-token.ts';
import { invitations } from './tables.ts';

export interface DeliveryServices extends Pick<Services, 'db'> {
  config: Pick<Config, 'publicUrl'>;
  mail: Mailer | null;
  logger: Pick<Logger, 'warn'>;
}

/**
 * By mail where there is mail, and then the link is nobody's but the mailbox's. Else the one who invites gets the link
 * to hand over.
 */
export async function deliverInvitation(
  services: DeliveryServices,
  actor: AgentActor,
  id: string,
  token: string,
): Promise<Invited> {
  const { db, config } = services;
  const [row] = await selectInvitations(db.orm).where(
    and(eq(invitations.workspaceId, actor.workspaceId), eq(invitations.id, id)),
  );
  if (!row) throw invitationNotFound();
  const invitation = toInvitation(row);
  if (await mailed(services, actor, invitation.email, token)) return { invitation, delivery: 'mail' };
  return { invitation, delivery: 'link', link: inviteLink(config, token) };
}

async function mailed(
  { db, config, mail, logger }: DeliveryServices,
  actor: AgentActor,
  email: string,
  token: string,
): Promise<boolean> {
  if (!mail) return false;
  const [workspace] = await db.orm
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, actor.workspaceId));
  try {
    const { values } = await readSettings(db, actor.workspaceId);
    const words = { email, inviter: actor.name, workspace: workspace?.name ?? '', token };
    await mail.send({ ...inviteMail(config, words), from: senderOf(values) });
    return true;
  } catch (err) {
    logger.warn({ err }, 'an invitation could not be mailed');
    return false;
  }
}
