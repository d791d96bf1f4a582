import { sql } from 'drizzle-orm';
import type { Entry } from '../../shared/protocol/entries.ts';
import type { Actor } from '../identity.ts';
import { ENTRY_JSON } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { conversationNotFound } from './access.ts';

/** The entry that ended a conversation last. */
export async function findLastEnd({ db }: Services, actor: Actor, conversationId: string): Promise<Entry> {
  const [row] = await db.orm.execute<{ entry: Entry }>(sql`
    select ${sql.raw(ENTRY_JSON)} as entry from entries e
    where e.workspace_id = ${actor.workspaceId} and e.conversation_id = ${conversationId} and e.type = 'ended'
    order by e.seq desc limit 1`);
  if (!row) throw conversationNotFound();
  return row.entry;
}
