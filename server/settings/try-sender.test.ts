import { expect, it } from 'vitest';
import type { BellhopError } from '../../shared/errors.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { trySender } from './try-sender.ts';

function mailbox(fail?: Error): Mailer & { sent: Mail[] } {
  const sent: Mail[] = [];
  return {
    sent,
    async send(mail) {
      if (fail) throw fail;
      sent.push(mail);
    },
    verify: () => Promise.resolve(),
    close: () => undefined,
  };
}
const to = 'ada@example.org';
const failed = (mail: Mailer | null, sender_name: unknown, sender_address: unknown) =>
  trySender(mail, { to, sender_name, sender_address }).then(
    () => undefined,
    (error: BellhopError) => error,
  );

it('writes to who asks, from the sender as typed', async () => {
  const mail = mailbox();
  await trySender(mail, { to, sender_name: ' Fern & Field ', sender_address: 'chat@fern.example' });
  expect(mail.sent).toMatchObject([{ to, from: { name: 'Fern & Field', address: 'chat@fern.example' } }]);
});

it.each([
  ['A\r\nBcc: x@y.z', 'a@b.example', 'mail.sender_name'],
  ['A', 'a@b.example\r\nBcc: x@y.z', 'mail.sender_address'],
  [{ toString: 'x' }, '', 'mail.sender_name'],
])('[S22] refuses %j %j', async (name, address, field) => {
  const mail = mailbox();
  expect(await failed(mail, name, address)).toMatchObject({ code: 'bad_request', field });
  expect(mail.sent).toEqual([]);
});

it('says what the mail server answered, and none of its words', async () => {
  const refusal = Object.assign(new Error('550 CANARY user@internal-host'), { responseCode: 550 });
  const error = await failed(mailbox(refusal), '', '');
  expect(error?.message).toContain('550');
  expect(error?.message).not.toContain('CANARY');
});

it('says when the server sends no e-mail', async () => {
  expect(await failed(null, '', '')).toMatchObject({ code: 'unavailable' });
});
