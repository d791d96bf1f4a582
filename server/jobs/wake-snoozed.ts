import { sql } from 'drizzle-orm';
import { wakeInTime } from '../conversations/wake-conversation.ts';
import type { Job } from './job.ts';
import { Tally } from './tally.ts';

const PAGE = 100;

interface Due extends Record<string, unknown> {
  workspace_id: string;
  id: string;
}

/** [I2] Wakes what was put aside until now. Each one is woken under its lock, so that of two nodes one does it. */
export const wakeSnoozed: Job = {
  name: 'snooze',
  everyMs: 5_000,
  async run({ services, signal, onError }) {
    const tally = new Tally();
    const failed = new Set<string>();
    for (;;) {
      const due = await services.db.orm.execute<Due>(sql`
        select workspace_id, id from conversations
        where status = 'snoozed' and snoozed_until <= now()
        order by snoozed_until, id limit ${PAGE + failed.size}`);
      const fresh = due.filter(({ id }) => !failed.has(id));
      for (const { workspace_id, id } of fresh) {
        if (signal.aborted) return tally;
        try {
          if (await wakeInTime(services, workspace_id, id)) tally.add(workspace_id, 'woken');
        } catch (error) {
          // The others are not to wait for one that cannot be woken; the next run finds it again.
          failed.add(id);
          tally.add(workspace_id, 'failed');
          onError(error);
        }
      }
      if (fresh.length < PAGE) return tally;
    }
  },
};
