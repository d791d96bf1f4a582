import type { Config } from '../../config.ts';
import { messageOf } from '../../db/database-error.ts';
import { createMailer } from '../../mail/mailer.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

/** Connects, and signs in where the URL has a user; sends nothing. */
export async function checkMail(config: Config): Promise<Finding[]> {
  const mailer = createMailer(config);
  if (mailer === null || config.smtpUrl === undefined)
    return [
      warn(
        'mail',
        'SMTP_URL is not set: no mail is sent.',
        'Reset passwords with: npm run bellhop -- reset-password EMAIL; or set SMTP_URL.',
      ),
    ];
  const { host } = new URL(config.smtpUrl);
  try {
    await mailer.verify();
  } catch (error) {
    const advice = 'Check host, port, user and password of SMTP_URL; smtps:// is for port 465.';
    return [fail('mail', `${host} does not take mail from us: ${messageOf(error)}`, advice)];
  } finally {
    mailer.close();
  }
  if (config.mailFrom !== undefined) return [ok('mail', `${host} takes mail from us`)];
  const sender = `no-reply@${new URL(config.publicUrl).hostname}`;
  return [
    warn(
      'mail',
      `${host} takes mail from us, but MAIL_FROM is not set: the sender is ${sender}.`,
      'Set MAIL_FROM to an address that this mail server may send for.',
    ),
  ];
}
