import type { Config } from '../config.ts';
import type { Mail } from '../mail/mailer.ts';
import { inviteLink } from './invite-token.ts';

interface Invite {
  email: string;
  inviter: string;
  workspace: string;
  token: string;
}

export const inviteMail = (
  config: Pick<Config, 'publicUrl'>,
  { email, inviter, workspace, token }: Invite,
): Mail => ({
  to: email,
  subject: oneLine(`${inviter} invites you to ${workspace} on Bellhop`),
  text: [
    `${oneLine(inviter)} invites you to answer chats in ${oneLine(workspace)}.`,
    'Open this link within 7 days to join; it works once, for this address alone:',
    inviteLink(config, token),
    'If you did not expect this, do nothing.',
  ].join('\n\n'),
});

/** [S22] Nothing that somebody typed starts a header or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
