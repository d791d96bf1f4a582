import { BellhopError } from '../../shared/errors.ts';
import type { Mailer } from '../mail/mailer.ts';
import { checkedSetting } from './change-settings.ts';

export interface SenderTrial {
  to: string;
  sender_name: unknown;
  sender_address: unknown;
}

/** One e-mail from the sender as typed, to whoever asks: never to an address that is typed too (S22). */
export async function trySender(mail: Mailer | null, { to, ...typed }: SenderTrial): Promise<void> {
  const name = checkedSetting('mail.sender_name', typed.sender_name) as string;
  const address = checkedSetting('mail.sender_address', typed.sender_address) as string;
  if (!mail) {
    throw new BellhopError(
      'unavailable',
      'This server sends no e-mail: SMTP_URL is not set. Ask the person who runs it.',
    );
  }
  try {
    await mail.send({ to, from: { name, address }, subject: 'Bellhop: the sender works', text: TEXT });
  } catch (error) {
    throw new BellhopError(
      'bad_request',
      `The mail server did not take it${reasonOf(error)}. Try another sender.`,
      {
        field: 'mail.sender_address',
        cause: error,
      },
    );
  }
}

const TEXT =
  'This is a test from the settings of your workspace.\n\nIf you can read it, e-mail from this sender arrives.\n';

/** The mail server's number says enough; its words may name hosts and accounts. */
function reasonOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') return ` (it answered ${responseCode})`;
  return typeof code === 'string' && /^E[A-Z]{2,20}$/.test(code) ? ` (${code})` : '';
}
