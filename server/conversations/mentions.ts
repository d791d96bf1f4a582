import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Mention, MentionList } from '../../shared/protocol/notes.ts';
import type { AgentActor } from '../identity.ts';
import { wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { findConversation } from './access.ts';

const PAGE = 50;

export interface ListMentionsInput {
  unread?: boolean | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** [N3] Where colleagues spoke to the actor, newest first, in the words that stand now. */
export async function listMentions(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  { unread = false, cursor, limit = PAGE }: ListMentionsInput,
): Promise<MentionList> {
  const rows = await db.orm.execute<Mention & Record<string, unknown>>(sql`
    select n.conversation_id, c.number, n.seq, e.body ->> 'text' as text,
      json_build_object('id', e.sender_id, 'name', e.sender_name) as author,
      ${sql.raw(wireTime('n.created_at'))} as created_at, ${sql.raw(wireTime('n.read_at'))} as read_at
    from mentions n
    join conversations c on c.workspace_id = n.workspace_id and c.id = n.conversation_id
    join entries e on e.workspace_id = n.workspace_id and e.conversation_id = n.conversation_id and e.seq = n.seq
    where n.workspace_id = ${actor.workspaceId} and n.member_id = ${actor.memberId}
      ${unread ? sql`and n.read_at is null` : sql``} ${beyond(cursor)}
    order by n.created_at desc, n.conversation_id desc, n.seq desc
    limit ${limit + 1}`);
  const mentions = rows.slice(0, limit);
  const last = mentions.at(-1);
  const next =
    rows.length > limit && last ? `${Date.parse(last.created_at)}_${last.conversation_id}_${last.seq}` : null;
  return { mentions, unread: await countUnread(db, actor), next };
}

/** [N3] Marks what stands in a conversation up to an entry as seen; answers how many are left anywhere. */
export async function readMentions(
  services: Pick<Services, 'db'>,
  actor: AgentActor,
  { conversation_id, upto }: { conversation_id: string; upto: number },
): Promise<{ unread: number }> {
  await findConversation(services, actor, conversation_id);
  await services.db.orm.execute(sql`
    update mentions set read_at = date_trunc('milliseconds', now())
    where workspace_id = ${actor.workspaceId} and member_id = ${actor.memberId}
      and conversation_id = ${conversation_id} and seq <= ${upto} and read_at is null`);
  return { unread: await countUnread(services.db, actor) };
}

async function countUnread({ orm }: Services['db'], actor: AgentActor): Promise<number> {
  const [row] = await orm.execute<{ count: number }>(sql`
    select count(*)::int as count from mentions
    where workspace_id = ${actor.workspaceId} and member_id = ${actor.memberId} and read_at is null`);
  return row!.count;
}

const CURSOR = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,9})$/;

function beyond(cursor: string | undefined) {
  if (cursor === undefined) return sql``;
  const [, ms, id, seq] = CURSOR.exec(cursor) ?? [];
  if (!ms || !id || !seq)
    throw new BellhopError('bad_request', 'This page is not there any more. Begin again.', {
      field: 'cursor',
    });
  const at = sql`timestamptz 'epoch' + make_interval(secs => ${Number(ms)} / 1000.0)`;
  return sql`and (n.created_at, n.conversation_id, n.seq) < (${at}, ${id}::uuid, ${Number(seq)})`;
}
