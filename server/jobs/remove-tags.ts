import { sql } from 'drizzle-orm';
import { holdChat, writeChange } from '../conversations/hold-chat.ts';
import type { Services } from '../services.ts';
import type { Job, JobRun } from './job.ts';
import { Tally } from './tally.ts';

const PAGE = 100;
const SYSTEM = { kind: 'system', id: null, name: null } as const;

interface Deleted extends Record<string, unknown> {
  workspace_id: string;
  id: string;
  name: string;
}

/** [I4] Takes deleted tags off their conversations; when none has it any more, the tag itself goes. */
export const removeTags: Job = {
  name: 'tags',
  everyMs: 10_000,
  async run(run) {
    const tally = new Tally();
    const deleted = await run.services.db.orm.execute<Deleted>(
      sql`select workspace_id, id, name from tags where deleted_at is not null order by workspace_id, id`,
    );
    // One that cannot be removed does not keep the others.
    for (const tag of deleted) await remove(run, tag, tally).catch(run.onError);
    return tally;
  },
};

async function remove({ services, signal }: JobRun, tag: Deleted, tally: Tally): Promise<void> {
  const { workspace_id, id } = tag;
  while (!signal.aborted) {
    const page = await services.db.orm.execute<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${workspace_id} and tag_ids @> array[${id}::uuid] and tag_ids <> '{}'
      order by id limit ${PAGE}`);
    for (const conversation of page) {
      if (signal.aborted) return;
      if (await takeOff(services, tag, conversation.id)) tally.add(workspace_id, 'conversations');
    }
    if (page.length > 0) continue;
    await services.db.orm.execute(sql`
      delete from tags where workspace_id = ${workspace_id} and id = ${id} and deleted_at is not null`);
    return;
  }
}

const takeOff = (
  { log }: Pick<Services, 'log'>,
  { workspace_id: workspaceId, id: tag_id, name }: Deleted,
  conversation: string,
): Promise<boolean> =>
  log.transact(async (tx, append) => {
    const chat = await holdChat(tx, { workspaceId }, conversation);
    if (!chat?.tag_ids.includes(tag_id)) return false;
    await writeChange(append, { workspaceId }, conversation, {
      entries: [{ type: 'untagged', sender: SYSTEM, client_id: null, body: { tag_id, name } }],
      patch: { tag_ids: chat.tag_ids.filter((one) => one !== tag_id) },
    });
    return true;
  });
