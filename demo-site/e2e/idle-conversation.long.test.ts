import { afterAll, it } from 'vitest';
import { createEmptyDatabase, type EmptyDatabase } from './harness/empty-database.ts';
import { useStage } from './harness/use-stage.ts';

let database: EmptyDatabase;
const stage = useStage({
  prepare: async () => {
    database = await createEmptyDatabase();
    return { databaseUrl: database.url };
  },
});
afterAll(() => database.drop());

/** As if everything said so far had been said two minutes earlier: the least that can be set is one. */
async function twoMinutesPass(): Promise<void> {
  await database.sql.begin(async (sql) => {
    await sql`update entries set created_at = created_at - interval '2 minutes'`;
    await sql`
      update conversations set last_message = jsonb_set(last_message, '{at}',
        to_jsonb(to_char((last_message ->> 'at')::timestamptz at time zone 'UTC' - interval '2 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      where last_message is not null`;
  });
}

it('[M12] a chat whose visitor is silent is warned, then ended, before the eyes of both', async () => {
  const visitor = await stage.visitor();
  const ada = await stage.agent();
  await ada.signIn();
  await ada.settings.open('Chat');
  await ada.settings.field('Warn after silence').fill('1');
  await ada.settings.field('End after the warning').fill('1');
  await ada.settings.save.click();
  await ada.settings.main.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  await visitor.visit();
  await visitor.open();
  await visitor.say('is anybody there?');
  await ada.visitPlace('inbox/waiting');
  await ada.openConversation('is anybody there?');
  await ada.reply('I am, what is it?');
  await visitor.log.getByText('I am, what is it?').waitFor();

  const boss = await stage.agent();
  await boss.signIn();
  await boss.settings.open('System');
  const clean = boss.page.getByRole('button', { name: /Run now.*Warn and end idle chats/ });
  await twoMinutesPass();
  await clean.click();
  await visitor.log.getByText('Still there? Without an answer this chat ends soon.').waitFor();
  await ada.thread.getByText('The visitor was told that this chat will end for lack of an answer').waitFor();

  await twoMinutesPass();
  await clean.click();
  await visitor.panel.getByText('Conversation ended').first().waitFor();
  await ada.thread.getByText('Ended after a long silence').waitFor();
  const result = boss.page.getByRole('row', { name: /Warn and end idle chats/ });
  await result.getByText('Ended: 1').waitFor();
});
