import { sql, type SQL } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Conversation, VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { Entry, PublicEntry } from '../../shared/protocol/entries.ts';
import { MAX_PAGE_ENTRIES } from '../../shared/protocol/limits.ts';
import type { EntriesPage } from '../../shared/protocol/server-frames.ts';
import type { Actor, AgentActor, VisitorActor } from '../identity.ts';
import { CONVERSATION_JSON, ENTRY_JSON } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { conversationNotFound, reachableBy } from './access.ts';
import { cutPage } from './cut-page.ts';
import { toPublicEntry, toVisitorConversation } from './projection.ts';

export interface FetchEntriesInput {
  conversation_id: string;
  after?: number | undefined;
  before?: number | undefined;
  limit?: number | undefined;
}

/** [R1, R2, R3] A page of a conversation's log in the actor's numbering, and the conversation as of the same moment. */
export async function fetchEntries(
  services: Services,
  actor: VisitorActor,
  input: FetchEntriesInput,
): Promise<EntriesPage<PublicEntry, VisitorConversation>>;
export async function fetchEntries(
  services: Services,
  actor: AgentActor,
  input: FetchEntriesInput,
): Promise<EntriesPage<Entry, Conversation>>;
export async function fetchEntries(
  services: Services,
  actor: Actor,
  input: FetchEntriesInput,
): Promise<EntriesPage<Entry | PublicEntry, Conversation | VisitorConversation>>;
export async function fetchEntries(
  services: Services,
  actor: Actor,
  input: FetchEntriesInput,
): Promise<EntriesPage<Entry | PublicEntry, Conversation | VisitorConversation>> {
  if (input.after !== undefined && input.before !== undefined) {
    throw new BellhopError('bad_request', 'Ask for what comes after or before a position, not both.', {
      field: 'before',
    });
  }
  const limit = input.limit ?? MAX_PAGE_ENTRIES;
  const ascending = input.after !== undefined;
  const { conversation, entries } = await readPage(services, actor, input, limit + 1);
  const page = cutPage(entries, limit, ascending);
  if (actor.kind === 'agent') return { conversation, ...page };
  return {
    conversation: toVisitorConversation(conversation),
    entries: page.entries.map(toPublicEntry).filter((entry) => entry !== null),
    more: page.more,
  };
}

/** One statement, so that the entries and the row are of one moment. Entries come nearest to the position first. */
async function readPage(
  { db }: Services,
  actor: Actor,
  { conversation_id, after, before }: FetchEntriesInput,
  limit: number,
) {
  const position = actor.kind === 'visitor' ? sql`e.public_seq` : sql`e.seq`;
  const [row] = await db.orm.execute<{ conversation: Conversation; entries: Entry[] | null }>(sql`
    select ${sql.raw(CONVERSATION_JSON)} as conversation, (
      select json_agg(${sql.raw(ENTRY_JSON)} order by ${position} ${direction(after)})
      from (
        select * from entries e
        where e.workspace_id = c.workspace_id and e.conversation_id = c.id and ${position} is not null ${beyond(position, after, before)}
        order by ${position} ${direction(after)} limit ${limit}
      ) e
    ) as entries
    from conversations c
    join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    where ${reachableBy(actor)} and c.id = ${conversation_id}`);
  if (!row) throw conversationNotFound();
  return { conversation: row.conversation, entries: row.entries ?? [] };
}

const direction = (after: number | undefined): SQL => (after === undefined ? sql`desc` : sql`asc`);

function beyond(position: SQL, after: number | undefined, before: number | undefined): SQL {
  if (after !== undefined) return sql`and ${position} > ${after}`;
  return before === undefined ? sql`` : sql`and ${position} < ${before}`;
}
