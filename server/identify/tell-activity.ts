import { and, eq, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_ACTIVITY, type ActivityItem } from '../../shared/protocol/identify.ts';
import { orderedId } from '../audit/ordered-id.ts';
import type { VisitorActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { sites } from '../sites/tables.ts';
import { goneVisitor, holdVisitor } from '../visitors/hold-visitor.ts';
import { visitorActivity } from '../visitors/tables.ts';
import { keptAddress } from './kept-address.ts';

/** [ID7] Notes what a visitor saw and did, and lets go of what is more than is kept of one. */
export async function tellActivity(
  { db }: Pick<Services, 'db'>,
  actor: VisitorActor,
  items: readonly ActivityItem[],
): Promise<void> {
  const { workspaceId } = actor;
  await db.orm.transaction(async (tx) => {
    if (!(await holdVisitor(tx, workspaceId, actor.visitorId))) throw goneVisitor();
    const [place] = await tx.execute<{ id: string }>(sql`
      select coalesce(merged_into, id) as id from visitors where workspace_id = ${workspaceId} and id = ${actor.visitorId}`);
    const [site] = await tx
      .select({ keepsQueries: sites.keepsQueries })
      .from(sites)
      .where(and(eq(sites.workspaceId, workspaceId), eq(sites.id, actor.siteId)));
    const visitorId = place!.id;
    const rows = items.map((item, at) => ({
      workspaceId,
      visitorId,
      id: orderedId(),
      ...(item.kind === 'event'
        ? { kind: item.kind, name: item.name, url: null, properties: item.properties }
        : {
            kind: item.kind,
            name: item.title,
            url: addressOf(item.url, at, site?.keepsQueries ?? false),
            properties: {},
          }),
    }));
    await tx.insert(visitorActivity).values(rows);
    await tx.execute(sql`
      delete from visitor_activity where workspace_id = ${workspaceId} and visitor_id = ${visitorId} and id <= (
        select id from visitor_activity where workspace_id = ${workspaceId} and visitor_id = ${visitorId}
        order by id desc offset ${MAX_ACTIVITY} limit 1)`);
  });
}

function addressOf(given: string, at: number, keepsQuery: boolean): string {
  const address = keptAddress(given, keepsQuery);
  if (address !== null) return address;
  throw new BellhopError('bad_request', 'A page has an address that begins with http or https.', {
    field: `items.${at}.url`,
  });
}
