import type { SettingValues } from '../../shared/settings/registry.ts';
import type { Sender } from '../mail/mailer.ts';

/** Who e-mail of a workspace is from; empty where the server's own will do. */
export const senderOf = (values: SettingValues): Sender => ({
  name: values['mail.sender_name'],
  address: values['mail.sender_address'],
});
