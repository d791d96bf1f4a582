import { sql } from 'drizzle-orm';
import type { VisitorActivityList } from '../../shared/protocol/identify.ts';
import type { AgentActor } from '../identity.ts';
import { wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { survivorOf, type VisitorInput } from '../visitors/get-visitor.ts';

const SHOWN = 20;
const AT = sql.raw(wireTime('a.at'));

/** [ID7] The latest pages and events of a visitor. */
export async function readActivity(
  { db }: Pick<Services, 'db'>,
  { workspaceId }: AgentActor,
  { visitor_id }: VisitorInput,
): Promise<VisitorActivityList> {
  const id = await survivorOf(db, workspaceId, visitor_id);
  const latest = (kind: 'page' | 'event') => sql`
    from visitor_activity a where a.workspace_id = ${workspaceId} and a.visitor_id = ${id} and a.kind = ${kind}
    order by a.id desc limit ${SHOWN}`;
  const pages = await db.orm.execute<VisitorActivityList['pages'][number]>(
    sql`select a.url, a.name as title, ${AT} as at ${latest('page')}`,
  );
  const events = await db.orm.execute<VisitorActivityList['events'][number]>(
    sql`select a.name, a.properties, ${AT} as at ${latest('event')}`,
  );
  return { pages: [...pages], events: [...events] };
}
