import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';

/** What is empty is the server's own. */
export interface Sender {
  name: string;
  address: string;
}

export interface Mail {
  to: string;
  from?: Sender;
  subject: string;
  text: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
  /** Whether the server lets us in, without sending anything. */
  verify(): Promise<void>;
  close(): void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;

/** Plain text through SMTP_URL; null when there is none. */
export function createMailer(config: Config): Mailer | null {
  if (config.smtpUrl === undefined) return null;
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const own = {
    name: 'Bellhop',
    address: config.mailFrom ?? `no-reply@${new URL(config.publicUrl).hostname}`,
  };
  return {
    async send({ to, from, subject, text }) {
      const sender = { name: from?.name || own.name, address: from?.address || own.address };
      await transport.sendMail({ from: sender, to: { name: '', address: to }, subject, text });
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
