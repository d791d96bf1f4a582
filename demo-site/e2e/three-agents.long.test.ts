import { expect, it } from 'vitest';
import { seriousFindings } from './harness/accessibility.ts';
import type { Agent } from './harness/agent.ts';
import { button, card, PATIENT, sameAfterReload, tells, useThreeAgents } from './harness/three-agents.ts';
import { useStage } from './harness/use-stage.ts';

const { enter, live } = useThreeAgents(useStage());

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
