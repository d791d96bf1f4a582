import { beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { seriousFindings } from './harness/accessibility.ts';
import type { Agent } from './harness/agent.ts';
import { OWNER } from './harness/bellhop-process.ts';
import { BEN, CLEO, hireColleagues } from './harness/colleagues.ts';
import { eventually } from './harness/eventually.ts';
import { useStage } from './harness/use-stage.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const STILL = { reducedMotion: 'reduce' } as const;
const LIVE_MS = 1_000;
/** Three consoles and a shop take a while where others work too. */
const PATIENT = { timeout: 180_000 };

beforeAll(async () => {
  await hireColleagues(stage);
  await stage.clear();
});

interface Cast {
  visitor: Visitor;
  ada: Agent;
  ben: Agent;
  cleo: Agent;
}

/** A visitor who has said something, and three agents; who `looks` has the conversation open. */
async function enter(words: string, looks: ReadonlyArray<'ada' | 'ben' | 'cleo'>): Promise<Cast> {
  const visitor = await stage.visitor(STILL);
  await visitor.visit();
  await visitor.open();
  await visitor.say(words);
  const agents = { ada: OWNER, ben: BEN, cleo: CLEO };
  const entered = await Promise.all(
    (['ada', 'ben', 'cleo'] as const).map(async (name) => {
      const agent = await stage.agent(STILL);
      await agent.signIn(agents[name]);
      await agent.visitPlace('inbox/all');
      await agent.row(words).waitFor();
      if (looks.includes(name)) await agent.openConversation(words);
      return agent;
    }),
  );
  const [ada, ben, cleo] = entered as [Agent, Agent, Agent];
  return { visitor, ada, ben, cleo };
}

const button = ({ page }: Agent, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const card = ({ page }: Agent) => page.getByRole('article', { name: /^Ada asks you to take/ });
const tells = ({ thread }: Agent, words: string) => thread.getByText(words, { exact: true });

const delays: number[] = [];

/** How long after something was done the others see it. */
async function live(act: () => Promise<unknown>, ...seen: Locator[]): Promise<void> {
  await act();
  const from = Date.now();
  await Promise.all(
    seen.map(async (one) => {
      await one.waitFor();
      delays.push(Date.now() - from);
    }),
  );
}

async function chooseTarget(agent: Agent, name: string): Promise<void> {
  await button(agent, 'Transfer').click();
  await agent.page.getByRole('combobox', { name: 'Colleague or team' }).fill(name);
  await button(agent, `Give to ${name}`).waitFor();
}

async function offer(agent: Agent, name: string, note: string): Promise<void> {
  await chooseTarget(agent, name);
  await agent.page.getByRole('radio', { name: 'Offer it' }).check();
  await agent.page.getByRole('textbox', { name: 'Note for them' }).fill(note);
  await button(agent, `Offer to ${name}`).click();
}

async function give(agent: Agent, name: string): Promise<void> {
  await chooseTarget(agent, name);
  await button(agent, `Give to ${name}`).click();
}

/** What was seen as it happened is what a reload shows. */
async function sameAfterReload(...agents: Agent[]): Promise<void> {
  for (const agent of agents) {
    // How far the visitor has read goes on meanwhile.
    const read = async () =>
      (await agent.thread.innerText()).replace(/\s+/g, ' ').replace(/ (Sent|Read)(?= |$)/g, '');
    const seen = await read();
    await agent.page.reload();
    await agent.thread.waitFor();
    await eventually(read).toBe(seen);
  }
}

it(
  '[N4] [N5] a transfer is offered, declined, accepted, and runs out: each sees it live and after a reload',
  PATIENT,
  async () => {
    const cast = await enter('My fern droops', ['ada', 'cleo']);
    const { ada, ben, cleo } = cast;
    await give(ada, 'Ferns');
    await tells(cleo, 'Ada moved it to Ferns').waitFor();
    await button(ada, 'Take').click();
    await tells(cleo, 'Ada took it').waitFor();

    await live(() => offer(ada, 'Ben', 'Knows ferns'), card(ben), tells(cleo, 'Ada offered it to Ben'));
    await card(ben).getByText('Knows ferns').waitFor();
    await ada.page.getByText('Offered to Ben. It stays yours until they accept.').waitFor();
    expect(await seriousFindings(ben.page)).toEqual([]);
    expect(await seriousFindings(ada.page)).toEqual([]);
    const declined = 'Ben declined, so it stays with Ada';
    await live(() => button(ben, /^Decline/).click(), tells(ada, declined), tells(cleo, declined));
    await card(ben).waitFor({ state: 'detached' });
    await ada.page.getByText(/^Ben declined\. Visitor #\d+ stays with you\.$/).waitFor();

    await offer(ada, 'Ben', 'Please');
    const accepted = 'Ben accepted it from Ada';
    await card(ben).waitFor();
    await live(() => button(ben, /^Accept/).click(), tells(ada, accepted), tells(cleo, accepted));
    await tells(ben, accepted).waitFor();
    await ada.page.getByText('Ben has this conversation.').waitFor();

    await give(ben, 'Quick ferns');
    await tells(ada, 'Ben moved it to Quick ferns').waitFor();
    await button(ada, 'Take').click();
    await tells(cleo, 'Ada took it').nth(1).waitFor();
    await offer(ada, 'Cleo', 'Quick');
    await card(cleo).waitFor();
    const late = 'Cleo did not answer in time, so it stays with Ada';
    await Promise.all([ada, ben, cleo].map((agent) => tells(agent, late).waitFor()));
    await card(cleo).waitFor({ state: 'detached' });
    await ada.page.getByText(/^Cleo did not answer in time\. Visitor #\d+ stays with you\.$/).waitFor();
    await sameAfterReload(ada, ben, cleo);
  },
);

it(
  '[N2] [N3] [N6] a mention reaches whom it names and no visitor, and leads to a take-over',
  PATIENT,
  async () => {
    const { visitor, ada, ben, cleo } = await enter('Is this rust?', ['ada', 'cleo']);
    await button(ada, 'Take').click();
    await button(ada, 'Note').click();
    const note = ada.page.getByRole('textbox', { name: 'Note', exact: true });
    await note.pressSequentially('Can @be');
    const found = ada.page.getByRole('listbox', { name: 'Colleagues and teams' }).getByRole('option');
    await found.filter({ hasText: 'Ben' }).waitFor();
    expect(await seriousFindings(ada.page)).toEqual([]);
    await note.press('Enter');
    await note.pressSequentially('look at this CANARY?');
    await live(
      () => note.press('Enter'),
      cleo.thread.getByText('Can @Ben look at this CANARY?'),
      ben.page.getByText(/^Ada mentioned you in #\d+: Can @Ben look/),
      ben.page.getByRole('link', { name: 'Mentions 1', exact: true }),
    );
    await ben.page.getByRole('link', { name: 'Mentions 1', exact: true }).click();
    const mention = ben.page.getByRole('list', { name: 'Mentions' }).getByRole('listitem');
    await mention.getByText('CANARY').waitFor();
    expect(await seriousFindings(ben.page)).toEqual([]);
    await mention.getByRole('link').click();
    await ben.thread.getByText('Can @Ben look at this CANARY?').waitFor();
    await ben.page.getByRole('link', { name: 'Mentions', exact: true }).waitFor();

    await button(ben, 'Take over').click();
    const question = ben.page.getByRole('dialog', { name: 'Take over from Ada?' });
    await question.waitFor();
    expect(await seriousFindings(ben.page)).toEqual([]);
    const taken = 'Ben took it over from Ada';
    await live(
      () => question.getByRole('button', { name: 'Take over' }).click(),
      tells(ada, taken),
      tells(cleo, taken),
    );
    await ada.page.getByText('Ben has this conversation.').waitFor();
    await ben.reply('It is rust');
    await visitor.log.getByText('It is rust').waitFor();
    expect(await visitor.page.content()).not.toContain('CANARY');
    await sameAfterReload(ada, ben, cleo);
  },
);

it(
  'two who take, and two who reply at once, agree on whose it is and what was said first',
  PATIENT,
  async () => {
    const { visitor, ada, ben, cleo } = await enter('Two at once', ['ada', 'ben', 'cleo']);
    // One of two is told that the other was quicker.
    for (const { troubles } of [ben, cleo]) troubles.expect(/status of 409 /);
    await Promise.all([button(ben, 'Take').click(), button(cleo, 'Take').click()]);
    const took = /^(Ben|Cleo) took it$/;
    await ada.thread.getByText(took).waitFor();
    const name = (await ada.thread.getByText(took).innerText()).split(' ')[0]!;
    const [holder, other] = name === 'Ben' ? [ben, cleo] : [cleo, ben];
    await other.page.getByText(`${name} has this conversation.`).waitFor();
    // A press that came after the other's is asked whether it is meant.
    const question = other.page.getByRole('dialog', { name: `Take over from ${name}?` });
    if (await question.isVisible()) await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await holder.page.getByText('has this conversation.').count()).toBe(0);

    await Promise.all([ben.reply('says B1.'), cleo.reply('says C1.')]);
    const LINE = /says [BC]1\./g;
    await eventually(() => visitor.said(LINE)).toHaveLength(2);
    const order = await visitor.said(LINE);
    for (const agent of [ada, ben, cleo]) await eventually(() => agent.said(LINE)).toEqual(order);
    expect(await ada.thread.getByText(took).count()).toBe(1);
    await sameAfterReload(ada, ben, cleo);
  },
);

it('by keys alone: take, reply, change it, note, mention, offer and accept', PATIENT, async () => {
  const { visitor, ada, ben } = await enter('By keys', []);
  const press = async (agent: Agent, ...keys: string[]) => {
    for (const key of keys) await agent.page.keyboard.press(key);
  };
  const type = (agent: Agent, text: string) => agent.page.keyboard.type(text);
  await ben.openConversation('By keys');
  const words = ada.page.getByRole('link', { name: /By keys/ });
  await words.focus();
  await press(ada, 'Enter');
  await ada.thread.waitFor();
  await press(ada, 'r');
  await type(ada, 'Helo');
  await press(ada, 'Enter');
  await visitor.log.getByText('Helo').waitFor();
  // It can be changed once its answer is there, which may come after the visitor's copy.
  await button(ada, 'Actions: Helo').waitFor({ state: 'attached' });
  await press(ada, 'ArrowUp');
  await ada.page.getByRole('textbox', { name: 'Change what you said' }).waitFor();
  await press(ada, 'End');
  await type(ada, ' there');
  await live(
    () => press(ada, 'Enter'),
    visitor.log.getByText('Helo there'),
    ben.thread.getByText('Helo there'),
  );
  await ada.replyBox.waitFor();
  await press(ada, 'Escape', 'n');
  await type(ada, 'Over to you, @be');
  await ada.page.getByRole('option', { name: /^Ben/ }).waitFor();
  await press(ada, 'Tab', 'Enter');
  await ben.thread.getByText('Over to you, @Ben').waitFor();
  await press(ada, 'Escape', 't');
  await ada.page.getByRole('combobox', { name: 'Colleague or team' }).waitFor();
  await type(ada, 'Ben');
  await button(ada, 'Give to Ben').waitFor();
  await press(ada, 'Tab', 'ArrowDown');
  await button(ada, 'Offer to Ben').waitFor();
  await press(ada, 'Enter');
  await card(ben).waitFor();
  const accepted = 'Ben accepted it from Ada';
  await live(() => press(ben, 'a'), tells(ada, accepted), tells(ben, accepted));

  await press(ben, 'r');
  await type(ben, 'Mine now');
  await press(ben, 'Enter');
  const said = ben.thread.getByText('Mine now');
  await visitor.log.getByText('Mine now').waitFor();
  await button(ben, 'Actions: Mine now').focus();
  await press(ben, 'Enter', 'ArrowDown', 'ArrowDown', 'Enter');
  await ben.page.getByRole('dialog', { name: 'Delete this message?' }).waitFor();
  expect(await seriousFindings(ben.page)).toEqual([]);
  await button(ben, 'Delete').focus();
  await press(ben, 'Enter');
  await ben.thread.getByText('This message was deleted').waitFor();
  await said.waitFor({ state: 'hidden' });
  await visitor.log.getByText('Mine now').waitFor({ state: 'detached' });
  expect(await seriousFindings(ben.page)).toEqual([]);
  await sameAfterReload(ada, ben);
});

it('all of that within a second, as the middle of what was measured', () => {
  expect(delays.length).toBeGreaterThan(8);
  const middle = delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]!;
  expect(middle).toBeLessThanOrEqual(LIVE_MS);
});
