import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { fetchEntries } from './fetch-entries.ts';
import { reviseEntry } from './revise-entry.ts';
import { sendMessage } from './send-message.ts';
import { startConversation } from './start-conversation.ts';

describeEachDatabase('what was said', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const visitor = await seedVisitor(database(), seed);
    const admin = await seedAgent(database(), seed.workspaceId, 'Olu', 'admin');
    const conversation_id = randomUUID();
    const named = () => ({ conversation_id, client_id: randomUUID() });
    await startConversation(services, visitor, { ...named(), text: 'My card is CANARY' });
    const { seq } = await sendMessage(services, seed.agent, { ...named(), text: 'SECRET one' });
    const rows = async () => {
      const found = await database().orm.execute<{ text: string }>(sql`
        select coalesce(string_agg(body::text, ' '), '') || (select last_message::text from conversations where id = ${conversation_id}) as text
        from entries where conversation_id = ${conversation_id}`);
      return found[0]!.text;
    };
    return { services, visitor, mo: seed.agent, admin, conversation_id, seq, named, rows };
  };

  it('[N7] reads as it was edited, for the visitor without what it was', async () => {
    const { services, visitor, mo, conversation_id, seq, named } = await stage();
    await reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'two' });
    await reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'three' });
    const theirs = await fetchEntries(services, visitor, { conversation_id });
    expect(theirs.conversation.last_message?.text).toBe('three');
    expect(JSON.stringify(theirs)).not.toMatch(/SECRET|two/);
    const message = theirs.entries.find(({ type, sender }) => type === 'message' && sender.kind === 'agent')!;
    expect(message.body).toEqual({ text: 'three', edited: true });
    expect(theirs.entries.at(-1)).toMatchObject({
      type: 'message_edited',
      body: { seq: message.seq, now: message.body },
    });
    const ours = await fetchEntries(services, mo, { conversation_id });
    expect(ours.entries.find((one) => one.seq === seq)!.body['before']).toEqual(['SECRET one', 'two']);
  });

  it('[N7] that was deleted never reaches its visitor again', async () => {
    const { services, visitor, mo, conversation_id, seq, named } = await stage();
    await reviseEntry(services, mo, { ...named(), seq, how: 'deleted' });
    expect(JSON.stringify(await fetchEntries(services, visitor, { conversation_id }))).not.toContain(
      'SECRET',
    );
    expect(JSON.stringify(await fetchEntries(services, mo, { conversation_id }))).toContain('SECRET');
    await expect(
      reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'x' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('[N8] and was redacted stands in no row, whatever was edited at once on another node', async () => {
    const { services, mo, seq, named, rows } = await stage();
    const other = testServices(database());
    await Promise.allSettled([
      reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'SECRET two' }),
      reviseEntry(other, mo, { ...named(), seq, how: 'redacted' }),
      reviseEntry(services, mo, { ...named(), seq, how: 'edited', text: 'SECRET three' }),
    ]);
    expect(await rows()).not.toContain('SECRET');
  });

  it('[N8] changes by whom it may: oneself for a while, admins who redact', async () => {
    const { services, mo, admin, conversation_id, seq, named, rows } = await stage();
    await expect(
      reviseEntry(services, admin, { ...named(), seq, how: 'edited', text: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reviseEntry(services, mo, { ...named(), seq: 2, how: 'redacted' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await database().orm.execute(sql`
      update entries set created_at = now() - interval '16 minutes' where conversation_id = ${conversation_id}`);
    await expect(reviseEntry(services, mo, { ...named(), seq, how: 'deleted' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await reviseEntry(services, admin, { ...named(), seq: 2, how: 'redacted' });
    await reviseEntry(services, admin, { ...named(), seq, how: 'redacted' });
    expect(await rows()).not.toMatch(/CANARY|SECRET/);
  });
});
