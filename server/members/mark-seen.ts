import { sql } from 'drizzle-orm';
import type { Services } from '../services.ts';

const FRESH = "interval '1 minute'";

/** Who is connected was seen now. At most one write a minute and member, whatever number of nodes ask. */
export async function markSeen({ db }: Pick<Services, 'db'>, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  // `skip locked`: it is never worth waiting for whoever changes a member's rights.
  await db.orm.execute(sql`
    update members m set last_seen_at = now() from (
      select workspace_id, id from members
      where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(memberIds)}::jsonb))
        and (last_seen_at is null or last_seen_at < now() - ${sql.raw(FRESH)})
      for no key update skip locked
    ) stale
    where m.workspace_id = stale.workspace_id and m.id = stale.id`);
}
