import { afterAll, expect, it } from 'vitest';
import { OWNER } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { openMailbox, type Mailbox } from './harness/mailbox.ts';
import { useStage } from './harness/use-stage.ts';

let mailbox: Mailbox;
const stage = useStage({
  owner: null,
  prepare: async () => {
    mailbox = await openMailbox();
    return { env: { SMTP_URL: mailbox.url, MAIL_FROM: 'bellhop@fernandfield.example' } };
  },
});
afterAll(() => mailbox.close());

const REFUSED = (status: number) => new RegExp(`status of ${status} `);
const NEW_PASSWORD = 'lichen-on-the-north-side';
const CLOSED_WITHIN_MS = 5_000;

it('[S8] the printed link makes the first owner, once; afterwards it says that set-up is over', async () => {
  const link = stage.bellhop.setupLink;
  const agent = await stage.agent();
  await agent.page.goto(link);
  await agent.page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await agent.email.fill(OWNER.email);
  await agent.password.fill(OWNER.password);
  await agent.page.getByRole('button', { name: 'Create account' }).click();
  await agent.list.waitFor({ state: 'attached' });

  const second = await stage.agent();
  await second.page.goto(link);
  await second.page.getByText('This server is set up already.').waitFor();
  expect(await second.page.getByRole('button', { name: 'Create account' }).count()).toBe(0);
});

it('[S11] a wrong password and an unknown address are told in the same words, and the address stays', async () => {
  const agent = await stage.agent();
  agent.troubles.expect(REFUSED(401));
  await agent.visit();
  for (const email of [OWNER.email, 'nobody@fernandfield.example']) {
    await agent.fillSignIn({ email, password: 'not the password' });
    await agent.page.getByRole('alert').filter({ hasText: 'do not match' }).waitFor();
    expect(await agent.email.inputValue()).toBe(email);
  }
  await agent.fillSignIn();
  await agent.list.waitFor({ state: 'attached' });
});

it('a deep link to a conversation survives signing in', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('linked to');
  const agent = await stage.agent();
  await agent.signIn();
  await agent.openConversation('linked to');
  const { pathname } = new URL(agent.page.url());

  const colleague = await stage.agent();
  await colleague.visit(pathname);
  await colleague.fillSignIn();
  await eventually(() => colleague.said(/linked to/g)).toEqual(['linked to']);
  expect(new URL(colleague.page.url()).pathname).toBe(pathname);
});

it('[S6] [C3] signing out ends the session in every tab within five seconds', async () => {
  const agent = await stage.agent();
  agent.troubles.expect(REFUSED(401));
  await agent.signIn();
  const other = await agent.context.newPage();
  await other.goto(agent.page.url());
  await other
    .getByText('Nobody is waiting')
    .or(other.getByRole('list', { name: 'Conversations' }))
    .first()
    .waitFor({ state: 'attached' });
  const before = Date.now();
  await agent.page.getByRole('button', { name: 'Sign out' }).click();
  await agent.signInButton.waitFor();
  await other.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ timeout: CLOSED_WITHIN_MS });
  expect(Date.now() - before).toBeLessThan(CLOSED_WITHIN_MS);
  await other.reload();
  await other.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});

it('[S7] a forgotten password is replaced by a mailed link that works once, and old sessions end', async () => {
  const signedIn = await stage.agent();
  signedIn.troubles.expect(REFUSED(401));
  await signedIn.signIn();
  const agent = await stage.agent();
  agent.troubles.expect(REFUSED(400), REFUSED(401));
  await agent.visit();
  await agent.page.getByRole('link', { name: 'Forgot your password?' }).click();
  await agent.email.fill(OWNER.email);
  await agent.page.getByRole('button', { name: 'Send the link' }).click();
  await agent.page.getByText(`If ${OWNER.email} belongs to somebody here`).waitFor();
  await eventually(() => mailbox.mails.length).toBe(1);
  const link = /http:\/\/localhost\S+/.exec(mailbox.mails[0]?.text ?? '')?.[0] ?? '';

  await agent.page.goto(link);
  const password = agent.page.getByRole('textbox', { name: 'New password' });
  await password.fill(NEW_PASSWORD);
  await agent.page.getByRole('button', { name: 'Change password' }).click();
  await agent.page.getByText('Your password is changed.').waitFor();
  await signedIn.signInButton.waitFor({ timeout: CLOSED_WITHIN_MS });
  await agent.fillSignIn({ ...OWNER, password: NEW_PASSWORD });
  await agent.list.waitFor({ state: 'attached' });

  await agent.page.goto(link);
  await password.fill('another-one-entirely');
  await agent.page.getByRole('button', { name: 'Change password' }).click();
  await agent.page.getByText('This link was used already').waitFor();
});
