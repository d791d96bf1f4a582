import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import { reachableBy, selectConversations } from '../conversations/access.ts';
import type { AgentActor } from '../identity.ts';
import { ENTRY_JSON, wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { getVisitor, type VisitorInput } from './get-visitor.ts';
import { visitorTarget } from './lock-visitors.ts';

const PAGE = 500;
const time = (column: string) => sql.raw(wireTime(column));

/** [S30] All that is held about a visitor as one JSON text, in pieces: it is never whole in memory. */
export async function exportVisitor(
  services: Pick<Services, 'db'>,
  actor: AgentActor,
  { visitor_id }: VisitorInput,
): Promise<AsyncGenerator<string>> {
  const visitor = await getVisitor(services, actor, { visitor_id });
  await recordAudit(services.db.orm, actor, {
    action: 'visitor.exported',
    target: visitorTarget(visitor.id),
  });
  return pieces(services, actor, visitor);
}

async function* pieces(
  services: Pick<Services, 'db'>,
  actor: AgentActor,
  visitor: { id: string },
): AsyncGenerator<string> {
  yield `{"visitor":${JSON.stringify(visitor)},"also_known_as":${JSON.stringify(await mergedInto(services, actor, visitor.id))}`;
  yield `,"tokens":${JSON.stringify(await tokens(services, actor, visitor.id))}`;
  yield `,"activity":${JSON.stringify(await activity(services, actor, visitor.id))},"conversations":[`;
  let after = 0;
  for (;;) {
    const where = sql`${reachableBy(actor)} and c.visitor_id = ${visitor.id} and c.number > ${after}`;
    const [conversation] = await selectConversations(services.db, where, sql`order by c.number limit 1`);
    if (!conversation) break;
    yield `${after === 0 ? '' : ','}{"conversation":${JSON.stringify(conversation)},"entries":[`;
    yield* entryPieces(services, actor, conversation.id);
    yield ']}';
    after = conversation.number;
  }
  yield ']}\n';
}

async function* entryPieces(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
  conversationId: string,
): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const rows = await db.orm.execute<{ seq: number; entry: unknown }>(sql`
      select e.seq, ${sql.raw(ENTRY_JSON)} as entry from entries e
      where e.workspace_id = ${workspaceId} and e.conversation_id = ${conversationId} and e.seq > ${after}
      order by e.seq limit ${PAGE}`);
    if (rows.length > 0)
      yield (after === 0 ? '' : ',') + rows.map(({ entry }) => JSON.stringify(entry)).join(',');
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.seq;
  }
}

const mergedInto = async ({ db }: Pick<Services, 'db'>, { workspaceId }: AgentActor, id: string) =>
  [
    ...(await db.orm.execute<{ id: string }>(sql`
      select id from visitors where workspace_id = ${workspaceId} and merged_into = ${id} order by id`)),
  ].map((row) => row.id);

/** When browsers were let in; the tokens themselves are known to those browsers alone. */
const tokens = async ({ db }: Pick<Services, 'db'>, { workspaceId }: AgentActor, id: string) => [
  ...(await db.orm.execute(sql`
    select ${time('t.created_at')} as created_at, ${time('t.expires_at')} as expires_at,
      ${time('t.revoked_at')} as revoked_at
    from visitor_tokens t where t.workspace_id = ${workspaceId} and t.visitor_id = ${id} order by t.created_at`)),
];

/** Capped by what is kept of a visitor. */
const activity = async ({ db }: Pick<Services, 'db'>, { workspaceId }: AgentActor, id: string) => [
  ...(await db.orm.execute(sql`
    select a.kind, a.name, a.url, a.properties, ${time('a.at')} as at
    from visitor_activity a where a.workspace_id = ${workspaceId} and a.visitor_id = ${id} order by a.id`)),
];
