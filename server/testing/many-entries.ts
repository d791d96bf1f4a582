import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { seedVisitor, seedWorkspace } from './seed.ts';

const ENTRIES_OF_EACH = 50;

/** A workspace whose logs hold `count` messages, with text of every kind. Returns its id. */
export async function seedManyEntries(db: Database, count: number): Promise<string> {
  const seed = await seedWorkspace(db);
  const { visitorId } = await seedVisitor(db, seed);
  const { workspaceId, siteId } = seed;
  const conversations = Math.ceil(count / ENTRIES_OF_EACH);
  await db.sql.begin(async (tx) => {
    await tx`
      insert into conversations (workspace_id, id, site_id, visitor_id, number, seq, public_seq, rev)
      select ${workspaceId}, gen_random_uuid(), ${siteId}, ${visitorId}, n, ${ENTRIES_OF_EACH}, ${ENTRIES_OF_EACH},
        n * ${ENTRIES_OF_EACH}::int
      from generate_series(1, ${conversations}::int) n`;
    await tx`
      insert into entries (workspace_id, conversation_id, seq, public_seq, rev, type, sender_kind, sender_id, client_id, body)
      select ${workspaceId}, c.id, s, s, (c.number - 1) * ${ENTRIES_OF_EACH}::int + s, 'message', 'visitor', ${visitorId}, gen_random_uuid(),
        jsonb_build_object('text', ${`\u{1f6ce} "quoted" \\N\ttab\nline ${randomUUID()} `} || s || repeat(' and more', s % 7))
      from conversations c, generate_series(1, ${ENTRIES_OF_EACH}::int) s
      where c.workspace_id = ${workspaceId}`;
    await tx`update workspaces set rev = ${conversations * ENTRIES_OF_EACH}, last_number = ${conversations} where id = ${workspaceId}`;
  });
  return workspaceId;
}
