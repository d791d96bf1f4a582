import { describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { eventually } from './harness/eventually.ts';
import { tabTo } from './harness/keyboard-walk.ts';
import { useStage } from './harness/use-stage.ts';
import { nothingAmiss, openSettings, walkSettings } from './harness/walk-settings.ts';
import type { Agent } from './harness/agent.ts';
import type { Visitor } from './harness/visitor.ts';

const stage = useStage();
const BAD_INPUT = /status of 4\d\d /;

const inSettings = (page: string) => openSettings(stage, page);

describe('by keys alone', () => {
  it('pages are reached, Tab comes to all that is on them, and the focus is seen', async () => {
    const findings = await walkSettings(await inSettings('Members'), /^(Members|Business hours|Widget)/);
    expect(Object.keys(findings)).toHaveLength(3);
    expect(findings).toEqual(nothingAmiss(findings));
  });

  it('a setting is found by its name, changed and saved', async () => {
    const { page, settings } = await inSettings('Members');
    await tabTo(settings.search);
    await page.keyboard.type('warn after');
    await eventually(() => settings.pages.count()).toBe(1);
    await tabTo(settings.pages.first());
    await page.keyboard.press('Enter');
    const field = settings.field('Warn after silence');
    await field.waitFor();
    await tabTo(field);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('25');
    await page.keyboard.press('Enter');
    await settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    expect(await field.inputValue()).toBe('25');
  });

  it('a team is made, and deleted after a question that Escape takes back', async () => {
    const { page, settings } = await inSettings('Teams');
    await tabTo(settings.main.getByRole('link', { name: 'New team' }).first());
    await page.keyboard.press('Enter');
    await settings.field('Name').waitFor();
    await tabTo(settings.field('Name'));
    await page.keyboard.type('Night shift');
    await page.keyboard.press('Enter');
    const team = settings.main.getByRole('link', { name: 'Night shift' });
    await team.waitFor();
    await tabTo(team);
    await page.keyboard.press('Enter');
    const remove = settings.main.getByRole('button', { name: 'Delete team' });
    await remove.waitFor();
    await tabTo(remove);
    await page.keyboard.press('Enter');
    const question = page.getByRole('alertdialog');
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await eventually(() => remove.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await question.waitFor();
    await tabTo(question.getByRole('button', { name: 'Delete team' }));
    await page.keyboard.press('Enter');
    await team.waitFor({ state: 'hidden' });
  });
});

it('finds pages by the settings in them, and says when there is none of that name', async () => {
  const { settings, page } = await inSettings('Members');
  const found = async (query: string) => {
    await settings.search.fill(query);
    return (await settings.names()).map((name) => name.split('\n')[0]);
  };
  expect(await found('time zone')).toEqual(['Business hours']);
  expect(await found('ROTATE')).toEqual([]);
  await page.getByRole('status').filter({ hasText: 'No setting is called “ROTATE”.' }).waitFor();
  expect(await found('accent')).toEqual(['Widget']);
  await settings.pages.first().click();
  await settings.main.getByRole('heading', { name: 'Widget', level: 2 }).waitFor();
  await settings.search.press('Escape');
  await eventually(() => settings.pages.count()).toBeGreaterThan(5);
});

it('keeps what is not saved over a visit elsewhere and a reload, and warns before it leaves', async () => {
  const { settings, page } = await inSettings('Chat');
  const field = settings.field('Sender name');
  await field.click();
  await page.keyboard.type('Fern post');
  const unsaved = page.getByRole('link', { name: 'Chat Not saved yet' });
  await unsaved.waitFor();
  await settings.choose('Roles');
  await unsaved.click();
  expect(await field.inputValue()).toBe('Fern post');

  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  // Not `page.reload()`, which would wait for the page that the person does not leave for.
  await page.evaluate(() => void setTimeout(() => location.reload()));
  await eventually(() => asked).toEqual(['beforeunload']);
  expect(await field.inputValue()).toBe('Fern post');
  await page.reload();
  expect(asked).toHaveLength(2);
  await eventually(() => field.inputValue()).toBe('Fern post');
  await unsaved.waitFor();
  await settings.main.getByRole('button', { name: 'Discard' }).click();
  await unsaved.waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('');
  await page.reload();
  expect(asked).toHaveLength(2);
});

interface Refused {
  page: string;
  /** From the page to its form. */
  open?: (agent: Agent) => Promise<void>;
  good: [label: string, text: string];
  bad: [label: string, text: string];
  send: string;
}

const toNewTeam = ({ settings }: Agent) =>
  settings.main.getByRole('link', { name: 'New team' }).first().click();
const toSite = ({ settings }: Agent) => settings.main.getByRole('link', { name: /^Fern & Field/ }).click();

const REFUSED: Refused[] = [
  {
    page: 'Chat',
    good: ['Sender name', 'Fern post'],
    bad: ['Warn after silence', '20000'],
    send: 'Save',
  },
  { page: 'Chat', good: ['Largest file', '12'], bad: ['Sender address', 'nobody'], send: 'Save' },
  {
    page: 'Business hours',
    good: ['Tuesday, from', '09:00'],
    bad: ['Monday, from', '25:00'],
    send: 'Save',
  },
  {
    page: 'Teams',
    open: toNewTeam,
    good: ['Name', 'Night shift'],
    bad: ['Visitors who may wait', 'lots'],
    send: 'Save',
  },
  {
    page: 'Sites',
    good: ['Name', 'Blog'],
    bad: ['Where the widget may run', 'ftp://blog.example'],
    send: 'Add site',
  },
  { page: 'Sites', open: toSite, good: ['Name', 'Fern'], bad: ['Languages', 'klingon!'], send: 'Save' },
  {
    page: 'Widget',
    good: ['Name', 'Fern'],
    bad: ['Distance from the side, in pixels', '9000'],
    send: 'Save draft',
  },
  { page: 'Members', good: ['Email', 'ada@fernandfield.example'], bad: ['Email', 'ada@'], send: 'Invite' },
];

describe('what the server refuses stands at its field, and nothing typed is lost', () => {
  it.each(REFUSED)('$page: $bad', async ({ page, open, good, bad, send }) => {
    const agent = await inSettings(page);
    agent.troubles.expect(BAD_INPUT);
    await open?.(agent);
    const { settings } = agent;
    await settings.field(good[0]).fill(good[1]);
    const field = settings.field(bad[0]);
    await field.fill(bad[1]);
    await settings.main.getByRole('button', { name: send, exact: true }).click();
    await eventually(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(await describedBy(field)).toMatch(/\w{3}/);
    expect(await field.inputValue()).toBe(bad[1]);
    if (good[0] !== bad[0]) expect(await settings.field(good[0]).inputValue()).toBe(good[1]);
  });
});

/** The error among what describes a field. */
const describedBy = (field: Locator) =>
  field.evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id))
      .filter((note) => note?.classList.contains('field-error'))
      .map((note) => note?.textContent)
      .join(' '),
  );

it('a changed setting is felt in a running chat of another browser, and nothing said is lost', async () => {
  const visitor = await stage.visitor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('first of them');
  await visitor.log.getByText(/^Delivered/).waitFor();
  const { settings } = await inSettings('Chat');
  const limit = settings.field('Messages in a minute');
  const saved = settings.main.getByRole('status').filter({ hasText: 'Saved.' });
  await limit.fill('1');
  await settings.save.click();
  await saved.waitFor();
  await visitor.say('second of them');
  await visitor.panel.getByText('Too many messages at once').waitFor();
  await limit.fill('60');
  await settings.save.click();
  await saved.waitFor();
  // The widget waits as long as it was told to; a page that is loaded anew tries at once.
  await visitor.reload();
  await visitor.open();
  await visitor.log.getByText(/^Delivered/).waitFor();
  expect(await visitor.said(/\w+ of them/g)).toEqual(['first of them', 'second of them']);
});

it('who saves upon what somebody else changed is told theirs, and keeps what they typed', async () => {
  const ada = await inSettings('Chat');
  const late = await inSettings('Chat');
  late.troubles.expect(BAD_INPUT);
  const field = (agent: Agent) => agent.settings.field('Chats at a time');
  await field(late).fill('7');
  await field(ada).fill('3');
  await ada.settings.save.click();
  await ada.settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await late.settings.save.click();
  await late.settings.main.getByText('Saved is: 3 chats.').waitFor();
  expect(await field(late).inputValue()).toBe('7');
  await late.settings.save.click();
  await late.settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
});

describe('the editor of the widget', () => {
  /** As if the five minutes were over that a browser keeps a loader; a node keeps one for a second. */
  const onNextView = async (visitor: Visitor) => {
    const tools = await visitor.context.newCDPSession(visitor.page);
    await tools.send('Network.clearBrowserCache');
    await tools.detach();
    await visitor.reload();
    return colourOf(visitor.launcher);
  };
  const colourOf = (launcher: Locator) =>
    launcher.evaluate((button) => getComputedStyle(button).backgroundColor);

  it('changes the real widget beside it as one types, publishes to the shop, and goes back', async () => {
    const { settings, page } = await inSettings('Widget');
    const preview = page.frameLocator('iframe').getByRole('button', { name: 'Open chat' });
    await settings.main.getByRole('radio', { name: 'Closed' }).check();
    await preview.waitFor();
    const green = await colourOf(preview);
    await settings.field('Accent colour').fill('#9b1c31');
    const RED = 'rgb(155, 28, 49)';
    await eventually(() => colourOf(preview)).toBe(RED);

    const visitor = await stage.visitor();
    await visitor.visit();
    expect(await colourOf(visitor.launcher)).toBe(green);
    await settings.main.getByRole('button', { name: 'Publish', exact: true }).click();
    await settings.main.getByText(/^Published\. New page views/).waitFor();
    await eventually(() => onNextView(visitor)).toBe(RED);

    await settings.main.getByRole('button', { name: 'Publish version 1 again' }).click();
    await eventually(() => settings.field('Accent colour').inputValue()).not.toBe('#9b1c31');
    await eventually(() => colourOf(preview)).toBe(green);
    await eventually(() => onNextView(visitor)).toBe(green);
  });
});
