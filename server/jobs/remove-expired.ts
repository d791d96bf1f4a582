import { sql, type SQL } from 'drizzle-orm';
import type { CountName } from '../../shared/jobs/job-names.ts';
import type { Job, JobRun } from './job.ts';
import { Tally } from './tally.ts';

const BATCH = 1_000;
const KEPT = sql`interval '30 days'`;

/**
 * Removes keys that open nothing any more. An expired visitor token and an expired invitation are kept for 30 days, so that
 * lists can still tell of them. The sockets of what is removed are closed by `still-valid.ts`.
 */
export const removeExpired: Job = {
  name: 'expired',
  everyMs: 3_600_000,
  async run(run) {
    const tally = new Tally();
    await ofWorkspaces(
      run,
      tally,
      'visitor_tokens',
      sql`
      delete from visitor_tokens where (workspace_id, id) in (
        select workspace_id, id from visitor_tokens
        where expires_at < now() - ${KEPT} or revoked_at is not null
        limit ${BATCH} for update skip locked)
      returning workspace_id`,
    );
    await ofWorkspaces(
      run,
      tally,
      'invitations',
      sql`
      delete from invitations where (workspace_id, id) in (
        select workspace_id, id from invitations
        where expires_at < now() - ${KEPT} and accepted_at is null
        limit ${BATCH} for update skip locked)
      returning workspace_id`,
    );
    // [S31] The site says for how long.
    await uncounted(
      run,
      sql`
      delete from visitor_activity where (workspace_id, id) in (
        select a.workspace_id, a.id from visitor_activity a
        join visitors v on v.workspace_id = a.workspace_id and v.id = a.visitor_id
        join sites s on s.workspace_id = v.workspace_id and s.id = v.site_id
        where a.at < now() - make_interval(days => s.activity_days)
        limit ${BATCH} for update of a skip locked)
      returning workspace_id`,
    );
    // Told again so late, a use counts twice; nobody does.
    await uncounted(
      run,
      sql`
      delete from quick_response_uses where (workspace_id, member_id, client_id, quick_response_id) in (
        select workspace_id, member_id, client_id, quick_response_id from quick_response_uses
        where used_at < now() - ${KEPT} limit ${BATCH} for update skip locked)
      returning workspace_id`,
    );
    await ofInstallation(
      run,
      sql`
      delete from session where id in (
        select id from session where expires_at < now() limit ${BATCH} for update skip locked)
      returning id`,
    );
    await ofInstallation(
      run,
      sql`
      delete from verification where id in (
        select id from verification where expires_at < now() limit ${BATCH} for update skip locked)
      returning id`,
    );
    // What a page names with its checksum it names for good; the chunks of a build go with its last open pages.
    await ofInstallation(
      run,
      sql`
      delete from widget_scripts where path in (
        select path from widget_scripts
        where replaced_at < now() - ${KEPT} and path not like 'v/%'
        limit ${BATCH} for update skip locked)
      returning path`,
    );
    return tally;
  },
};

async function ofWorkspaces(run: JobRun, tally: Tally, what: CountName, statement: SQL): Promise<void> {
  await inBatches(run, statement, (rows) => {
    for (const { workspace_id } of rows) tally.add(String(workspace_id), what);
  });
}

const uncounted = (run: JobRun, statement: SQL): Promise<void> => inBatches(run, statement, () => {});

/** Sign-ins belong to people, not to workspaces: how many ended is nobody's to see. */
const ofInstallation = uncounted;

async function inBatches(
  { services: { db }, signal }: JobRun,
  statement: SQL,
  note: (rows: readonly Record<string, unknown>[]) => void,
): Promise<void> {
  while (!signal.aborted) {
    const rows = await db.orm.execute(statement);
    note(rows);
    if (rows.length < BATCH) return;
  }
}
