import type { Config } from '../config.ts';
import type { Mail } from '../mail/mailer.ts';

/** In the fragment, so that the token reaches neither an access log nor a Referer. */
export const resetLink = (config: Pick<Config, 'publicUrl'>, token: string): string =>
  `${config.publicUrl}/console/#/reset/${encodeURIComponent(token)}`;

export const resetMail = (config: Pick<Config, 'publicUrl'>, to: string, token: string): Mail => ({
  to,
  subject: 'Choose a new password for Bellhop',
  text: [
    'Somebody, hopefully you, asked for a new password for this address.',
    'Open this link within an hour to choose one; it works once:',
    resetLink(config, token),
    'If it was not you, do nothing: your password stays as it is.',
  ].join('\n\n'),
});
