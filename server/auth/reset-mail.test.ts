import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, PUBLIC_URL, type TestApp } from '../testing/test-app.ts';
import { seedMember, seedSite, type SeededMember } from '../testing/seed-people.ts';
import { useDatabase } from '../testing/test-database.ts';

const ASK = '/api/v1/auth/request-password-reset';
const RESET = '/api/v1/auth/reset-password';
const database = useDatabase('pglite');
const mails: ParsedMail[] = [];
let smtp: SMTPServer;
let test: TestApp;
let member: SeededMember;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.on('end', done);
      void simpleParser(stream).then((mail) => mails.push(mail));
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  test = await createTestApp(database(), { SMTP_URL: `smtp://127.0.0.1:${port}`, TRUST_PROXY: '1' });
  const { workspaceId } = await seedSite(database(), []);
  member = await seedMember(database(), { workspaceId, password: 'the old password' });
});
afterAll(async () => {
  await test.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const ask = (email: string, from = '203.0.113.1') => test.post(ASK, { email }, { 'x-forwarded-for': from });

describe('a forgotten password', () => {
  it('[S11] is answered alike for known and unknown addresses', async () => {
    const [known, unknown] = [await ask(member.email), await ask('nobody@example.com')];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(known.status).toBe(200);
  });

  it('is mended by the link in the mail, once, and the mail went to that person alone', async () => {
    await vi.waitFor(() => expect(mails).toHaveLength(1), { timeout: 10_000 });
    const [mail] = mails;
    expect(mail?.to).toMatchObject({ value: [{ address: member.email }] });
    expect(mail?.from).toMatchObject({ value: [{ address: 'no-reply@chat.test', name: 'Bellhop' }] });
    const link = /https:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/console/#/reset/[\\w-]+$`));
    const token = link.split('#/reset/')[1];
    expect((await test.post(RESET, { token, newPassword: 'short' })).status).toBe(400);
    expect((await test.post(RESET, { token, newPassword: 'the new password' })).status).toBe(200);
    const again = await test.post(RESET, { token, newPassword: 'another password' });
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: { code: 'bad_request', field: 'token' } });
    const signIn = (password: string) =>
      test.post('/api/v1/auth/sign-in/email', { email: member.email, password });
    expect((await signIn('the old password')).status).toBe(401);
    expect((await signIn('the new password')).status).toBe(200);
    expect(test.logged.join('\n')).not.toContain(token);
  });

  it('[S11] is limited by address of mail and by address of the network', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 4; at++)
      statuses.push((await ask('mo@example.com', `203.0.113.${at + 10}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    for (let at = 0; at < 10; at++) await ask(`n${at}@example.com`, '203.0.113.77');
    expect((await ask('fresh@example.com', '203.0.113.77')).status).toBe(429);
  });

  it('[S22] cannot be used to add a header or another recipient', async () => {
    for (const email of [
      'a@example.com\r\nBcc: b@example.com',
      'a@example.com,b@example.com',
      'a@example.com\u0000',
    ]) {
      expect((await ask(email, '203.0.113.99')).status).toBe(400);
    }
  });

  it('says plainly, and to everybody alike, that a server has no e-mail', async () => {
    const silent = await createTestApp(database());
    const answers = [member.email, 'nobody@example.com'].map((email) => silent.post(ASK, { email }));
    const [known, unknown] = await Promise.all((await Promise.all(answers)).map((answer) => answer.text()));
    expect(known).toBe(unknown);
    expect(known).toContain('npm run reset-password');
    await silent.close();
  });
});
