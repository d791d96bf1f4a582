import { and, eq, isNull } from 'drizzle-orm';
import type { Logger } from 'pino';
import { user } from '../auth/tables.ts';
import type { Config } from '../config.ts';
import type { AgentActor } from '../identity.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { members } from '../members/tables.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';
import { senderOf } from '../settings/sender-of.ts';

export interface MailingServices extends Pick<Services, 'db'> {
  config: Pick<Config, 'publicUrl'>;
  mail: Mailer | null;
  logger: Pick<Logger, 'warn'>;
}

/** Tells every owner, whoever acted. Without mail nobody is told; mail that fails is logged and stops nothing. */
export async function mailOwners(
  { db, mail, logger }: MailingServices,
  { workspaceId }: Pick<AgentActor, 'workspaceId'>,
  words: Omit<Mail, 'to' | 'from'>,
): Promise<void> {
  if (!mail) return;
  const owners = await db.orm
    .select({ email: user.email })
    .from(members)
    .innerJoin(user, eq(user.id, members.userId))
    .where(
      and(eq(members.workspaceId, workspaceId), eq(members.role, 'owner'), isNull(members.deactivatedAt)),
    );
  const from = senderOf((await readSettings(db, workspaceId)).values);
  const sent = await Promise.allSettled(owners.map(({ email }) => mail.send({ ...words, to: email, from })));
  for (const one of sent)
    if (one.status === 'rejected') logger.warn({ err: one.reason }, 'an owner could not be told by mail');
}
