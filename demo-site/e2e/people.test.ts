import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { createEmptyDatabase, type EmptyDatabase } from './harness/empty-database.ts';
import { eventually } from './harness/eventually.ts';
import { acceptInvitation, CLIPBOARD, copyInvitation } from './harness/invite.ts';
import { useStage } from './harness/use-stage.ts';
import type { Agent } from './harness/agent.ts';

let database: EmptyDatabase;
const stage = useStage({
  prepare: async () => {
    database = await createEmptyDatabase();
    return { databaseUrl: database.url };
  },
});
afterAll(() => database.drop());

const REFUSED = (status: number) => new RegExp(`status of ${status} `);
/** The socket of somebody whose rights change is closed, and may be closed while it opens anew. */
const SOCKET_CLOSED = /WebSocket is closed before the connection is established/;
const WITHIN_MS = 5_000;
const BEN = { email: 'ben@fernandfield.example', name: 'Ben', password: 'fiddleheads-in-april' };
const CLEO = { email: 'cleo@fernandfield.example', name: 'Cleo', password: 'peat-free-and-proud' };
const DORA = { email: 'dora@fernandfield.example', name: 'Dora', password: 'six-inches-of-gravel' };

const member = (admin: Agent, { name }: { name: string }) =>
  admin.settings.main.getByRole('link', { name, exact: true });

/** On a member's page, where more than this can be saved. */
async function chooseRole({ page }: Agent, role: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Role' });
  await field.selectOption({ label: role });
  await page.locator('form').filter({ has: field }).getByRole('button', { name: 'Save' }).click();
}

async function giveRole(admin: Agent, role: string): Promise<void> {
  await chooseRole(admin, role);
  await admin.settings.main.getByRole('definition').filter({ hasText: role }).waitFor();
}

async function makeTeam(admin: Agent, name: string, agent: string): Promise<void> {
  const { main } = admin.settings;
  await admin.settings.open('Teams');
  await main.getByRole('link', { name: 'New team' }).click();
  await admin.settings.field('Name').fill(name);
  await main.getByRole('combobox', { name: 'Add an agent' }).selectOption({ label: agent });
  await main.getByRole('button', { name: `Remove ${agent}` }).waitFor();
  await admin.settings.save.click();
  await main.getByRole('listitem').filter({ hasText: name }).getByText('1 agent').waitFor();
}

it('[S2] two admins and an agent: invited by a link, in a team, given a role and relieved of it, put out', async () => {
  const ada = await stage.agent(CLIPBOARD);
  const ben = await stage.agent(CLIPBOARD);
  const cleo = await stage.agent();
  for (const { troubles } of [ada, ben, cleo]) troubles.expect(SOCKET_CLOSED);
  cleo.troubles.expect(REFUSED(401), REFUSED(403), REFUSED(404));
  await ada.signIn();
  await ada.settings.open('Members');
  await acceptInvitation(ben, await copyInvitation(ada, BEN.email, 'Admin'), BEN);
  await ben.settings.open('Members');
  await acceptInvitation(cleo, await copyInvitation(ben, CLEO.email, 'Agent'), CLEO);

  await makeTeam(ada, 'Plant care', 'Cleo');
  await cleo.settings.open('Teams');
  await cleo.settings.main.getByRole('listitem').filter({ hasText: 'Plant care' }).waitFor();
  expect(await cleo.settings.names()).not.toContain('Sites');

  await ben.settings.choose('Roles');
  await ben.settings.choose('Members');
  await member(ben, CLEO).click();
  await giveRole(ben, 'Admin');
  await eventually(() => cleo.settings.names(), WITHIN_MS).toContain('Sites');
  await cleo.settings.choose('Sites');
  await giveRole(ben, 'Agent');
  await eventually(() => cleo.settings.names(), WITHIN_MS).not.toContain('Sites');
  await cleo.page.getByText('This page is not open to your role').waitFor();
  await cleo.visitPlace('settings/sites');
  await cleo.page.getByText('This page is not open to your role').waitFor();

  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('brown edges');
  await cleo.visitPlace('inbox/waiting');
  await cleo.openConversation('brown edges');
  await cleo.reply('too much sun');
  await visitor.log.getByText('too much sun').waitFor();
  await ben.visitPlace('inbox/all');
  await ben.openConversation('too much sun');

  await ada.settings.choose('Members');
  await member(ada, CLEO).click();
  await ada.settings.main.getByRole('button', { name: 'Deactivate' }).click();
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
  await Promise.all([
    cleo.signInButton.waitFor({ timeout: WITHIN_MS }),
    ben.thread.getByText('Cleo is no longer here').waitFor({ timeout: WITHIN_MS }),
  ]);
  await ben.page.getByRole('link', { name: /^Waiting/ }).click();
  await ben.row('too much sun').waitFor();
  await ben.openConversation('too much sun');
  await ben.reply('Ben here, go on');
  await visitor.log.getByText('Ben here, go on').waitFor();
  await cleo.fillSignIn(CLEO);
  await cleo.page.getByText('You are in no workspace').waitFor();
});

async function told(stranger: Agent, link: string): Promise<string> {
  await stranger.page.goto('about:blank');
  await stranger.page.goto(link);
  return stranger.page.getByRole('alert').innerText();
}

/** The same secret, said to be of another workspace, as `acceptInvitation` on the server reads it. */
function forWorkspace(link: string, workspace: string): string {
  const prefix = Buffer.from(workspace.replaceAll('-', ''), 'hex').toString('base64url');
  return link.replace(/invite\/[^.]+/, `invite/${prefix}`);
}

it('[S7] a link that was used, is too old, altered, taken back or for another workspace is refused in the same words', async () => {
  const ada = await stage.agent(CLIPBOARD);
  const stranger = await stage.agent();
  stranger.troubles.expect(REFUSED(404));
  await ada.signIn();
  await ada.settings.open('Members');
  const dora = await stage.agent();
  const used = await copyInvitation(ada, DORA.email, 'Agent');
  await acceptInvitation(dora, used, DORA);
  const old = await copyInvitation(ada, 'old@fernandfield.example', 'Agent');
  await database.sql`update invitations set expires_at = now() where email = 'old@fernandfield.example'`;
  const takenBack = await copyInvitation(ada, 'back@fernandfield.example', 'Agent');
  await ada.settings.main.getByRole('button', { name: 'Take back back@fernandfield.example' }).click();
  const good = await copyInvitation(ada, 'emil@fernandfield.example', 'Agent');
  const [other] = await database.sql<Array<{ id: string }>>`
    insert into workspaces (id, name) values (${randomUUID()}, 'Another') returning id`;

  const altered = good.slice(0, -1) + (good.endsWith('A') ? 'E' : 'A');
  const links = { used, old, takenBack, altered, foreign: forWorkspace(good, other?.id ?? '') };
  const words = new Map<string, string>();
  for (const [what, link] of Object.entries(links)) words.set(what, await told(stranger, link));
  expect(new Set(words.values())).toEqual(
    new Set(['This invitation is not valid: it was used, taken back or is too old. Ask for a new one.']),
  );
  expect(words.size).toBe(5);
  await stranger.page.goto(good);
  await stranger.page.getByRole('heading', { name: 'Join Fern & Field' }).waitFor();
});

it('the last owner can neither leave nor give the role away, and is told why', async () => {
  const ada = await stage.agent();
  ada.troubles.expect(REFUSED(409));
  await ada.signIn();
  await ada.settings.open('Members');
  await ada.settings.main.getByRole('button', { name: 'Leave this workspace' }).click();
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Leave this workspace' }).click();
  await ada.page.getByRole('alert').filter({ hasText: /owner/ }).waitFor();
  await member(ada, { name: 'Ada' }).click();
  await chooseRole(ada, 'Agent');
  await ada.page.getByRole('alert').filter({ hasText: /owner/ }).waitFor();
});
