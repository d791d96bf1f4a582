/**
 * The one statement that writes entries. It locks the conversations in id order, checks what each job expects of them,
 * takes the workspaces' next `rev` as its last lock, numbers, inserts and updates. The rules behind its shape:
 *
 * - `count(*)` over the locked rows makes all conversation locks come first, in order; `exists` would take them lazily
 *   and deadlock with another node's batch.
 * - Nothing is deduplicated here: after a wait for a lock the statement still reads its old snapshot. A client id that
 *   is known raises a unique violation, and append-again.ts takes over.
 * - Who has it, or in which queue it is, is otherwise than when it was offered: the offer is over.
 * - Times are cut to milliseconds, so that what is stored is what the wire says.
 */
const WIRE_TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
export const NOW = `date_trunc('milliseconds', now())`;
export const wireTime = (column: string) => `to_char(${column} at time zone 'UTC', ${WIRE_TIME})`;

/** A conversation's row `c`, with its visitor `v`, as the wire's Conversation. */
export const CONVERSATION_JSON = `json_build_object(
  'id', c.id, 'number', c.number, 'site_id', c.site_id,
  'visitor', json_build_object('id', v.id, 'name', v.name),
  'status', c.status, 'kind', c.kind,
  'team_id', c.team_id, 'priority', c.priority, 'queued_at', ${wireTime('c.queued_at')},
  'snoozed_until', ${wireTime('c.snoozed_until')}, 'tag_ids', c.tag_ids, 'assignee_id', c.assignee_id, 'assignee_name', c.assignee_name,
  'seq', c.seq, 'public_seq', c.public_seq, 'rev', c.rev,
  'visitor_read', c.visitor_read, 'agent_read', c.agent_read,
  'waiting_since', ${wireTime('c.waiting_since')}, 'last_message', c.last_message,
  'created_at', ${wireTime('c.created_at')}, 'ended_at', ${wireTime('c.ended_at')})`;

/** An entry's row `e` as the wire's Entry. */
export const ENTRY_JSON = `json_build_object(
  'seq', e.seq, 'public_seq', e.public_seq, 'type', e.type,
  'sender', json_build_object('kind', e.sender_kind, 'id', e.sender_id, 'name', e.sender_name),
  'client_id', e.client_id, 'body', e.body, 'created_at', ${wireTime('e.created_at')})`;

/** `locked`: the conversations of a CTE, in id order. */
export const lockConversationsOf = (source: string) => `locked as materialized (
  select c.workspace_id, c.id, c.status, c.assignee_id, c.seq, c.public_seq, c.rev
  from conversations c
  where (c.workspace_id, c.id) in (select workspace_id, conversation_id from ${source})
  order by c.workspace_id, c.id
  for no key update of c
)`;

/**
 * `advanced`: the next `rev` of a CTE's workspaces, locked in id order and after everything else, and the last number of
 * a conversation where `taken` says how many of them are taken.
 */
export const advanceWorkspacesOf = (source: string, taken?: string) => `advancing as materialized (
  select w.id from workspaces w
  where w.id in (select workspace_id from ${source})
  order by w.id
  for no key update of w
), advanced as (
  update workspaces w set rev = w.rev + 1${taken === undefined ? '' : `, last_number = w.last_number + ${taken}`}
  from advancing where w.id = advancing.id
  returning w.id, w.rev, w.last_number
)`;

/** How many numbers a batch takes of a workspace `w`. */
const TAKEN = '(select count(*) from accepted a where a.takes_number and a.workspace_id = w.id)::int';

export const APPEND_SQL = `
with batch as materialized (
  select $1::jsonb as data
), jobs as materialized (
  select j.* from batch, jsonb_to_recordset(batch.data -> 'jobs') as j(
    job int, workspace_id uuid, conversation_id uuid, expect_status text[], expect_unassigned boolean,
    expect_assignee uuid, expect_public_seq int, snoozed_until timestamptz, priority smallint, tag_ids uuid[], unassign boolean, team_id uuid, status text, assignee_id uuid, assignee_name text, takes_number boolean, visitor_read int, agent_read int)
), items as materialized (
  select i.* from batch, jsonb_to_recordset(batch.data -> 'entries') as i(
    job int, ord int, type text, is_public boolean, sender_kind text, sender_id uuid, sender_name text,
    client_id uuid, body jsonb, preview text)
), ${lockConversationsOf('jobs')}, accepted as materialized (
  select j.*, l.seq as base_seq, l.public_seq as base_public_seq
  from jobs j
  join locked l on l.workspace_id = j.workspace_id and l.id = j.conversation_id
  where (select count(*) from locked) > 0
    and (j.expect_status is null or l.status = any (j.expect_status))
    and (j.expect_unassigned is not true or l.assignee_id is null)
    and (j.expect_assignee is null or l.assignee_id = j.expect_assignee)
    and (j.expect_public_seq is null or l.public_seq = j.expect_public_seq)
), ${advanceWorkspacesOf('accepted', TAKEN)}, numbered as materialized (
  select a.*, i.ord, i.type, i.is_public, i.sender_kind, i.sender_id, i.sender_name, i.client_id, i.body, i.preview,
    a.base_seq + count(i.ord) over run as seq,
    case when i.is_public then a.base_public_seq + count(*) filter (where i.is_public) over run end as public_seq
  from accepted a
  left join items i on i.job = a.job
  window run as (partition by a.workspace_id, a.conversation_id order by a.job, i.ord rows unbounded preceding)
), inserted as (
  insert into entries (workspace_id, conversation_id, seq, public_seq, rev, type,
    sender_kind, sender_id, sender_name, client_id, body, created_at)
  select n.workspace_id, n.conversation_id, n.seq, n.public_seq, r.rev, n.type,
    n.sender_kind, n.sender_id, n.sender_name, n.client_id, n.body, ${NOW}
  from numbered n join advanced r on r.id = n.workspace_id
  where n.ord is not null
), marked as (
  insert into conversation_marks as m (workspace_id, conversation_id, rev)
  select n.workspace_id, n.conversation_id, r.rev
  from numbered n join advanced r on r.id = n.workspace_id
  where n.ord is null
  on conflict (workspace_id, conversation_id) do update set rev = excluded.rev
), summed as (
  select n.workspace_id, n.conversation_id, max(n.seq) as seq,
    greatest(max(n.public_seq), max(n.base_public_seq)) as public_seq,
    max(n.public_seq) filter (where n.sender_kind = 'visitor') as visitor_seq,
    max(n.public_seq) filter (where n.sender_kind = 'agent') as agent_seq,
    (array_agg(jsonb_build_object('sender', n.sender_kind, 'text', n.preview, 'at', ${wireTime(NOW)}) order by n.seq desc)
      filter (where n.preview is not null and n.is_public))[1] as last_message,
    bool_or(n.sender_kind = 'agent' and n.preview is not null and n.is_public) as answered,
    max(n.snoozed_until) as snoozed_until, max(n.priority) as priority, max(n.tag_ids) as tag_ids,
    bool_or(n.unassign) as unassign, max(n.team_id::text)::uuid as team_id, max(n.status) as status, max(n.assignee_id::text)::uuid as assignee_id, max(n.assignee_name) as assignee_name,
    max(n.job) filter (where n.takes_number) as taker, max(n.visitor_read) as visitor_read, max(n.agent_read) as agent_read
  from numbered n
  group by n.workspace_id, n.conversation_id
), changed as (
  update conversations c set
    seq = s.seq,
    public_seq = s.public_seq,
    rev = r.rev,
    status = coalesce(s.status, c.status),
    team_id = coalesce(s.team_id, c.team_id),
    priority = coalesce(s.priority, c.priority),
    tag_ids = coalesce(s.tag_ids, c.tag_ids),
    snoozed_until = case when s.status = 'snoozed' then s.snoozed_until when s.status is not null then null else c.snoozed_until end,
    assignee_id = case when s.unassign then null else coalesce(s.assignee_id, c.assignee_id) end,
    assignee_name = case when s.unassign then null else coalesce(s.assignee_name, c.assignee_name) end,
    number = case when s.taker is null then c.number else r.last_number - (
      select count(*) from accepted a where a.takes_number and a.workspace_id = s.workspace_id and a.job > s.taker) end,
    visitor_read = least(greatest(c.visitor_read, s.visitor_read, s.visitor_seq), s.public_seq),
    agent_read = least(greatest(c.agent_read, s.agent_read, s.agent_seq), s.public_seq),
    last_message = coalesce(s.last_message, c.last_message),
    waiting_since = case
      when s.status = 'ended' or s.last_message ->> 'sender' = 'agent' then null
      when s.last_message ->> 'sender' = 'visitor' and s.answered then ${NOW}
      when s.last_message ->> 'sender' = 'visitor' then coalesce(c.waiting_since, ${NOW})
      when s.unassign then coalesce(c.waiting_since, ${NOW})
      else c.waiting_since end,
    queued_at = case when c.status in ('ended', 'snoozed') and s.status = 'waiting' then ${NOW} else c.queued_at end,
    ended_at = case when s.status = 'ended' then ${NOW} when s.status is not null then null else c.ended_at end
  from summed s
  join advanced r on r.id = s.workspace_id
  where c.workspace_id = s.workspace_id and c.id = s.conversation_id
  returning c.*
), unoffered as (
  delete from offers o using summed s
  where o.workspace_id = s.workspace_id and o.conversation_id = s.conversation_id
    and (s.status = 'ended' or s.assignee_id is not null or s.unassign or s.team_id is not null)
)
select
  ${wireTime(NOW)} as at,
  (select json_agg(json_build_array(n.job, n.ord, n.seq, n.public_seq)) from numbered n where n.ord is not null) as numbers,
  (select json_agg(json_build_object('workspace_id', c.workspace_id, 'conversation', ${CONVERSATION_JSON}))
    from changed c join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id) as changed,
  (select json_agg(json_build_object('job', j.job, 'status', l.status, 'assignee_id', l.assignee_id))
    from jobs j left join locked l on l.workspace_id = j.workspace_id and l.id = j.conversation_id
    where j.job not in (select job from accepted)) as refused`;
