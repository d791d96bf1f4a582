import { expect, it } from 'vitest';
import type { Agent } from './harness/agent.ts';
import { seriousFindings } from './harness/accessibility.ts';
import { OWNER_NAME } from './harness/bellhop-process.ts';
import { eventually } from './harness/eventually.ts';
import { acceptInvitation, CLIPBOARD, copyInvitation } from './harness/invite.ts';
import { useStage } from './harness/use-stage.ts';

const stage = useStage();
/** Time that is put forward ends heartbeats; the socket comes back by itself. */
const SOCKET_CLOSED = /WebSocket (is closed before|connection to)/;
const IDLE_MINUTES = 11;
/** Three people and axe, on a machine that may be busy. */
const TEST_TIMEOUT_MS = 120_000;
const BO = { email: 'bo@fernandfield.example', name: 'Bo', password: 'fiddleheads-in-april' };

/** By the routes that the console calls. */
const call = <T>(agent: Agent, method: string, path: string, body?: unknown): Promise<T> =>
  agent.page.evaluate(
    async ({ at, method: verb, sent }) => {
      const response = await fetch(at, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(sent !== undefined && { body: JSON.stringify(sent) }),
      });
      return (await response.json().catch(() => null)) as T;
    },
    { at: `/api/v1/workspaces/${agent.workspace}${path}`, method, sent: body },
  );

interface Site {
  id: string;
  version: number;
  name: string;
  allowed_origins: Array<{ origin: string }>;
  languages: string[];
}

/** Bo alone is in it, and whoever writes to the shop waits for it. */
async function makeTeam(admin: Agent, name: string, given: object): Promise<void> {
  const { members } = await call<{ members: Array<{ id: string; name: string }> }>(admin, 'GET', '/members');
  const bo = members.find((one) => one.name === BO.name)!;
  const team = await call<{ id: string }>(admin, 'POST', '/teams', {
    ...{ name, strategy: 'manual', sticky: false, offer_seconds: null, expectation: '' },
    ...{ member_ids: [bo.id], chat_limit: null, queue_limit: null, overflow_team_id: null, hours: null },
    ...given,
  });
  const { sites } = await call<{ sites: Site[] }>(admin, 'GET', '/sites');
  const { id } = sites[0]!;
  const { version, name: title, allowed_origins: origins, languages } = sites[0]!;
  await call(admin, 'PUT', `/sites/${id}`, {
    ...{ version, name: title, languages, default_team_id: team.id, hours: null },
    allowed_origins: origins.map(({ origin }) => origin),
  });
}

async function theTwo(): Promise<{ ada: Agent; bo: Agent }> {
  const ada = await stage.agent(CLIPBOARD);
  const bo = await stage.agent();
  bo.troubles.expect(SOCKET_CLOSED);
  await ada.signIn();
  const { members } = await call<{ members: Array<{ name: string }> }>(ada, 'GET', '/members');
  if (members.some(({ name }) => name === BO.name)) await bo.signIn(BO);
  else {
    await ada.settings.open('Members');
    await acceptInvitation(bo, await copyInvitation(ada, BO.email, 'Agent'), BO);
  }
  return { ada, bo };
}

it(
  '[S5] a supervisor watches, whispers, joins, takes over, and sets a colleague away, by keyboard',
  async () => {
    const { ada, bo } = await theTwo();
    await makeTeam(ada, 'Support', {});
    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    await visitor.say('V1 hello');

    await ada.visitPlace('supervision');
    const { page } = ada;
    const queue = page.getByRole('list', { name: 'Queue' });
    await queue.getByText('V1 hello').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const watch = page.getByRole('region', { name: 'Watch' });
    await watch.getByText('You are watching. Nobody has this chat').waitFor();

    await bo.openConversation('V1 hello');
    await visitor.log.getByText(/^Read\b/).waitFor();
    await bo.reply('B1 hi');
    await watch.getByText(`${BO.name} has this chat`).waitFor();
    await page
      .getByRole('list', { name: `Chats of ${BO.name}` })
      .getByRole('link')
      .waitFor();
    await page.getByRole('list', { name: 'Agents' }).getByText('1 of 5 chats').waitFor();

    await page.keyboard.press('n');
    await page.keyboard.type('W1 offer a refund');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await bo.thread.getByText('W1 offer a refund').waitFor();

    await page.keyboard.press('Escape');
    await watch.getByRole('button', { name: 'Join' }).press('Enter');
    await visitor.log.getByText(`${OWNER_NAME} joined`).waitFor();
    await bo.page.getByText(`${OWNER_NAME} joined your chat with`).waitFor();
    await watch.getByRole('textbox', { name: 'Reply', exact: true }).fill('A1 may I help');
    await page.keyboard.press('Enter');
    await visitor.log.getByText('A1 may I help').waitFor();
    expect(await visitor.panel.innerText()).not.toContain('W1');

    await watch.getByRole('button', { name: 'Take over' }).press('Enter');
    await watch.getByText('You have this chat.').waitFor();
    await bo.page.getByText(`${OWNER_NAME} took over the chat with`).waitFor();
    expect(await seriousFindings(bo.page, '.offers')).toEqual([]);

    await page.getByRole('button', { name: `Availability of ${BO.name}` }).press('Enter');
    await page.getByRole('combobox', { name: `Availability of ${BO.name}` }).selectOption('away');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Training');
    await page.keyboard.press('Enter');
    await bo.page.getByRole('button', { name: 'Availability: Away, 0 of 5 chats' }).waitFor();
    await bo.page.getByText(`${OWNER_NAME} set you to: Away`).waitFor();
    await page.getByRole('list', { name: 'Agents' }).getByText('Away · Training').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);

it(
  'an agent accepts an offer by a key, is away by itself when idle, and back with the next input',
  async () => {
    const { ada, bo } = await theTwo();
    await call(bo, 'PUT', '/availability', {
      ...{ availability: 'online', accepts_chats: true, reason: null, by_itself: false },
    });
    await makeTeam(ada, 'Offers', { strategy: 'least_busy', offer_seconds: 300 });
    await bo.page.clock.install();
    await bo.visit();
    const standing = (state: string, load: number) =>
      bo.page.getByRole('button', { name: new RegExp(`^Availability: ${state}.*, ${load} of 5 chats$`) });
    await standing('Online', 0).waitFor();

    const visitor = await stage.visitor();
    await visitor.visit();
    await visitor.open();
    await visitor.say('O1 anybody?');
    const offer = bo.page.getByRole('article', { name: /is waiting$/ });
    await offer.getByText('O1 anybody?').waitFor();
    expect(await seriousFindings(bo.page)).toEqual([]);
    await bo.page.keyboard.press('a');
    await offer.waitFor({ state: 'detached' });
    await bo.thread.getByText('O1 anybody?').waitFor();
    await standing('Online', 1).waitFor();
    await visitor.log.getByText(`${BO.name} joined`).waitFor();

    await bo.page.clock.fastForward(IDLE_MINUTES * 60_000);
    await standing('Away', 1).waitFor();
    await bo.page.mouse.move(300, 300);
    await standing('Online', 1).waitFor();

    await bo.page.keyboard.press('Tab');
    await standing('Online', 1).press('ArrowDown');
    await bo.page.getByRole('menuitemradio', { name: 'Away' }).press('Enter');
    await standing('Away', 1).waitFor();
    await bo.page.mouse.move(320, 320);
    // Chosen by hand, it stays: the history has no change after it.
    const { members } = await call<{ members: Array<{ id: string; name: string }> }>(ada, 'GET', '/members');
    const { id } = members.find(({ name }) => name === BO.name)!;
    await ada.visitPlace(`settings/members/${id}`);
    const history = ada.page.getByRole('region', { name: 'Availability over time' }).getByRole('row');
    const latest = async () =>
      (await history.allInnerTexts()).slice(1, 4).map((row) => row.split('\t').slice(1, 4).join(', '));
    await eventually(latest).toEqual([
      'Away, Until now, Themselves',
      expect.stringMatching(/^Online, .*, Themselves$/),
      expect.stringMatching(/^Away, .*, By itself: no input$/),
    ]);
    expect(await seriousFindings(ada.page)).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
