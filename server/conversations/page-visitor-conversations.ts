import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type {
  Conversation,
  FoundConversation,
  VisitorConversationPage,
} from '../../shared/protocol/conversations.ts';
import type { VisitorActor } from '../identity.ts';
import { CONVERSATION_JSON, wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { excerptAround } from './excerpt-around.ts';
import { reachableBy } from './access.ts';
import { LATEST_FIRST, latestWord } from './list-visitor-conversations.ts';
import { toVisitorConversation } from './projection.ts';

export interface PageVisitorConversationsInput {
  before?: string | undefined;
  q?: string | undefined;
}

const PAGE = 20;
/** [R7] How many conversations one search looks through; the next page looks through the next. */
const SEARCHED = 200;

type Hit = NonNullable<FoundConversation['found']>;
interface Row extends Record<string, unknown> {
  conversation: Conversation;
  cursor: string;
  found: Hit | null;
}

/** [R7] A visitor's conversations, those with the latest word first; with `q` those in which it was said. */
export async function pageVisitorConversations(
  { db }: Pick<Services, 'db'>,
  actor: VisitorActor,
  { before, q }: PageVisitorConversationsInput,
): Promise<VisitorConversationPage> {
  const span = q === undefined ? PAGE : SEARCHED;
  const rows = await db.orm.execute<Row>(sql`
    select ${sql.raw(CONVERSATION_JSON)} as conversation,
      (extract(epoch from ${latestWord}) * 1000)::bigint || '_' || c.id as cursor,
      ${q === undefined ? sql`null` : latestSaying(q)} as found
    from conversations c
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    where ${reachableBy(actor)} ${beyond(before)} ${LATEST_FIRST} limit ${span + 1}`);
  const looked = rows.slice(0, span);
  const hits = q === undefined ? looked : looked.filter(({ found }) => found !== null);
  const shown = hits.slice(0, PAGE);
  const isCut = hits.length > shown.length;
  const last = isCut ? shown.at(-1) : looked.at(-1);
  return {
    conversations: shown.map(({ conversation, found }) => ({
      ...toVisitorConversation(conversation),
      ...(found && q !== undefined && { found: { ...found, text: excerptAround(found.text, q) } }),
    })),
    next: (isCut || rows.length > span) && last ? last.cursor : null,
  };
}

/** The latest message of `c` that holds these words, of those that its visitor can read. */
const latestSaying = (q: string): SQL => sql`(
  select json_build_object('seq', e.public_seq, 'sender', e.sender_kind, 'text', e.body ->> 'text',
    'at', ${sql.raw(wireTime('e.created_at'))})
  from entries e
  where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.public_seq is not null
    and e.type = 'message' and not e.body ?| array['deleted', 'redacted']
    and e.body ->> 'text' ilike ${`%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}
  order by e.public_seq desc limit 1)`;

const CURSOR = /^(\d{1,16})_([0-9a-f-]{36})$/;

function beyond(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const match = CURSOR.exec(cursor);
  if (!match)
    throw new BellhopError('bad_request', 'This cursor is none of ours. Start from the first page.', {
      field: 'before',
    });
  return sql`and (${latestWord}, c.id) < (to_timestamp(${match[1]}::bigint / 1000.0), ${match[2]}::uuid)`;
}
