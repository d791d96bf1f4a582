import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { wireTime } from '../log/append-statement.ts';
import type { Seed } from './seed.ts';

/** Open conversations whose agent said something `minutes` ago, as the log writer would have left them. */
export async function seedIdle(
  { orm }: Pick<Database, 'orm'>,
  { workspaceId, siteId, agent }: Seed,
  count: number,
  minutes: number,
): Promise<void> {
  const at = sql`date_trunc('milliseconds', now() - make_interval(mins => ${minutes}))`;
  await orm.execute(sql`
    with made as (
      insert into visitors (workspace_id, id, site_id)
      select ${workspaceId}::uuid, gen_random_uuid(), ${siteId}::uuid from generate_series(1, ${count}::int)
      returning id
    ), begun as (
      insert into conversations (workspace_id, id, site_id, visitor_id, number, status, assignee_id, assignee_name,
        seq, public_seq, rev, agent_read, last_message, created_at)
      select ${workspaceId}::uuid, gen_random_uuid(), ${siteId}::uuid, id,
        (select last_number from workspaces where id = ${workspaceId}) + row_number() over (), 'open',
        ${agent.memberId}::uuid, ${agent.name}, 2, 2, 0, 2,
        jsonb_build_object('sender', 'agent', 'text', 'Which one?', 'at', ${sql.raw(wireTime('x.at'))}), x.at
      from made, (select ${at} as at) x
      returning id, created_at
    ), numbered as (
      update workspaces set last_number = last_number + ${count}::int where id = ${workspaceId}
    )
    insert into entries (workspace_id, conversation_id, seq, public_seq, rev, type, sender_kind, sender_id, sender_name, body, created_at)
    select ${workspaceId}::uuid, b.id, e.seq, e.seq, 0, e.type, 'agent', ${agent.memberId}::uuid, ${agent.name}, e.body, b.created_at
    from begun b, (values (1, 'started', jsonb_build_object('site_id', ${siteId}::text)),
      (2, 'message', '{"text":"Which one?"}'::jsonb)) as e(seq, type, body)`);
}

/** Makes everything that was said and warned of so many minutes older. */
export async function passMinutes(
  { orm }: Pick<Database, 'orm'>,
  workspaceId: string,
  minutes: number,
): Promise<void> {
  const back = sql`make_interval(mins => ${minutes})`;
  await orm.execute(
    sql`update entries set created_at = created_at - ${back} where workspace_id = ${workspaceId}`,
  );
  await orm.execute(sql`
    update conversations set last_message = jsonb_set(last_message, '{at}', to_jsonb(${sql.raw(wireTime("((last_message ->> 'at')::timestamptz - x.back)"))}))
    from (select ${back} as back) x
    where workspace_id = ${workspaceId} and last_message is not null`);
}
