import type { Config } from '../config.ts';
import type { Mail } from '../mail/mailer.ts';

type Words = Omit<Mail, 'to' | 'from'>;

interface Deletion {
  workspace: string;
  workspaceId: string;
  by: string;
  deleteAt: Date;
}

export const deletionMail = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { workspace, workspaceId, by, deleteAt }: Deletion,
): Words => ({
  subject: oneLine(`${workspace} will be deleted on ${dayOf(deleteAt)}`),
  text: [
    `${oneLine(by)} asked for the workspace ${oneLine(workspace)} to be deleted.`,
    `On ${dayOf(deleteAt)} at ${timeOf(deleteAt)} UTC everything in it is removed for good: conversations, visitors, sites, members, settings. Until then it works as ever.`,
    'An owner can call it off, and export everything, here:',
    `${publicUrl}/console/w/${workspaceId}/settings/workspace`,
  ].join('\n\n'),
});

export const calledOffMail = ({ workspace, by }: Pick<Deletion, 'workspace' | 'by'>): Words => ({
  subject: oneLine(`${workspace} will not be deleted`),
  text: `${oneLine(by)} called off the deletion of the workspace ${oneLine(workspace)}. It stays as it is.`,
});

const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);

const timeOf = (at: Date): string => at.toISOString().slice(11, 16);

/** [S22] Nothing that somebody typed starts a header or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
