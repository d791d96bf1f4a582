/**
 * The one statement that writes entries. It locks the conversations in id order, checks what each job expects of them,
 * takes the workspaces' next `rev` as its last lock, numbers, inserts and updates. The rules behind its shape:
 *
 * - `count(*)` over the locked rows makes all conversation locks come first, in order; `exists` would take them lazily
 *   and deadlock with another node's batch.
 * - Nothing is deduplicated here: after a wait for a lock the statement still reads its old snapshot. A client id that
 *   is known raises a unique violation, and append-again.ts takes over.
 * - Times are cut to milliseconds, so that what is stored is what the wire says.
 */
const WIRE_TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const wireTime = (column: string) => `to_char(${column} at time zone 'UTC', ${WIRE_TIME})`;

/** A conversation's row `c`, with its visitor `v`, as the wire's Conversation. */
export const CONVERSATION_JSON = `jsonb_build_object(
  'id', c.id, 'number', c.number, 'site_id', c.site_id,
  'visitor', jsonb_build_object('id', v.id, 'name', v.name),
  'status', c.status, 'kind', c.kind, 'assignee_id', c.assignee_id, 'assignee_name', c.assignee_name,
  'seq', c.seq, 'public_seq', c.public_seq, 'rev', c.rev,
  'visitor_read', c.visitor_read, 'agent_read', c.agent_read,
  'waiting_since', ${wireTime('c.waiting_since')}, 'last_message', c.last_message,
  'created_at', ${wireTime('c.created_at')}, 'ended_at', ${wireTime('c.ended_at')})`;

/** An entry's row `e` as the wire's Entry. */
export const ENTRY_JSON = `jsonb_build_object(
  'seq', e.seq, 'public_seq', e.public_seq, 'type', e.type,
  'sender', jsonb_build_object('kind', e.sender_kind, 'id', e.sender_id, 'name', e.sender_name),
  'client_id', e.client_id, 'body', e.body, 'created_at', ${wireTime('e.created_at')})`;

export const APPEND_SQL = `
with batch as materialized (
  select $1::jsonb as data
), jobs as materialized (
  select j.* from batch, jsonb_to_recordset(batch.data -> 'jobs') as j(
    job int, workspace_id uuid, conversation_id uuid, expect_status text[], expect_unassigned boolean,
    status text, assignee_id uuid, assignee_name text, number int, visitor_read int, agent_read int)
), items as materialized (
  select i.* from batch, jsonb_to_recordset(batch.data -> 'entries') as i(
    job int, ord int, type text, is_public boolean, sender_kind text, sender_id uuid, sender_name text,
    client_id uuid, body jsonb, preview text)
), clock as materialized (
  select date_trunc('milliseconds', now()) as at
), locked as materialized (
  select c.workspace_id, c.id, c.status, c.assignee_id, c.seq, c.public_seq
  from conversations c
  where (c.workspace_id, c.id) in (select workspace_id, conversation_id from jobs)
  order by c.workspace_id, c.id
  for no key update of c
), accepted as materialized (
  select j.*, l.seq as base_seq, l.public_seq as base_public_seq
  from jobs j
  join locked l on l.workspace_id = j.workspace_id and l.id = j.conversation_id
  where (select count(*) from locked) > 0
    and (j.expect_status is null or l.status = any (j.expect_status))
    and (j.expect_unassigned is not true or l.assignee_id is null)
), advancing as materialized (
  select w.id from workspaces w
  where w.id in (select workspace_id from accepted)
  order by w.id
  for no key update of w
), advanced as (
  update workspaces w set rev = w.rev + 1 from advancing where w.id = advancing.id
  returning w.id, w.rev
), numbered as materialized (
  select i.*, a.workspace_id, a.conversation_id,
    a.base_seq + row_number() over run as seq,
    case when i.is_public
      then a.base_public_seq + count(*) filter (where i.is_public) over (run rows unbounded preceding)
    end as public_seq
  from items i
  join accepted a on a.job = i.job
  window run as (partition by a.workspace_id, a.conversation_id order by i.job, i.ord)
), inserted as (
  insert into entries (workspace_id, conversation_id, seq, public_seq, rev, type,
    sender_kind, sender_id, sender_name, client_id, body, created_at)
  select n.workspace_id, n.conversation_id, n.seq, n.public_seq, r.rev, n.type,
    n.sender_kind, n.sender_id, n.sender_name, n.client_id, n.body, clock.at
  from numbered n join advanced r on r.id = n.workspace_id cross join clock
), tally as (
  select workspace_id, conversation_id, max(seq) as seq, max(public_seq) as public_seq,
    max(public_seq) filter (where sender_kind = 'visitor') as visitor_seq,
    max(public_seq) filter (where sender_kind = 'agent') as agent_seq,
    (array_agg(jsonb_build_object('sender', sender_kind, 'text', preview, 'at', ${wireTime('clock.at')}) order by seq desc)
      filter (where preview is not null and is_public))[1] as last_message
  from numbered cross join clock
  group by workspace_id, conversation_id
), patches as (
  select workspace_id, conversation_id, max(status) as status, max(assignee_id::text)::uuid as assignee_id,
    max(assignee_name) as assignee_name, max(number) as number,
    max(visitor_read) as visitor_read, max(agent_read) as agent_read
  from accepted
  group by workspace_id, conversation_id
), changed as (
  update conversations c set
    seq = coalesce(t.seq, c.seq),
    public_seq = coalesce(t.public_seq, c.public_seq),
    rev = r.rev,
    status = coalesce(p.status, c.status),
    assignee_id = coalesce(p.assignee_id, c.assignee_id),
    assignee_name = coalesce(p.assignee_name, c.assignee_name),
    number = coalesce(p.number, c.number),
    visitor_read = least(greatest(c.visitor_read, p.visitor_read, t.visitor_seq), coalesce(t.public_seq, c.public_seq)),
    agent_read = least(greatest(c.agent_read, p.agent_read, t.agent_seq), coalesce(t.public_seq, c.public_seq)),
    last_message = coalesce(t.last_message, c.last_message),
    waiting_since = case
      when p.status = 'ended' or t.last_message ->> 'sender' = 'agent' then null
      when t.last_message ->> 'sender' = 'visitor' then coalesce(c.waiting_since, clock.at)
      else c.waiting_since end,
    ended_at = case when p.status = 'ended' then clock.at when p.status is not null then null else c.ended_at end
  from patches p
  left join tally t on t.workspace_id = p.workspace_id and t.conversation_id = p.conversation_id
  join advanced r on r.id = p.workspace_id
  cross join clock
  where c.workspace_id = p.workspace_id and c.id = p.conversation_id
  returning c.*
)
select
  (select ${wireTime('clock.at')} from clock) as at,
  (select jsonb_agg(jsonb_build_array(n.job, n.ord, n.seq, n.public_seq)) from numbered n) as numbers,
  (select jsonb_agg(jsonb_build_object('workspace_id', c.workspace_id, 'conversation', ${CONVERSATION_JSON}))
    from changed c join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id) as changed,
  (select jsonb_agg(jsonb_build_object('job', j.job, 'status', l.status, 'assignee_id', l.assignee_id))
    from jobs j left join locked l on l.workspace_id = j.workspace_id and l.id = j.conversation_id
    where j.job not in (select job from accepted)) as refused`;
