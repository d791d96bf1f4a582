import {
  advanceWorkspacesOf,
  CONVERSATION_JSON,
  lockConversationsOf,
  NOW,
  wireTime,
} from './append-statement.ts';

/**
 * APPEND_SQL for what nearly every batch is: one message each in conversations of which none stands twice in the batch,
 * with nothing else to change. The same locks in the same order; no grouping, and no row is answered that the node
 * knows already.
 */
export const MESSAGE_SQL = `
with input as materialized (
  select i.* from jsonb_to_recordset($1::jsonb) as i(
    job int, workspace_id uuid, conversation_id uuid, expect_status text[], known boolean,
    sender_kind text, sender_id uuid, sender_name text, client_id uuid, body jsonb, preview text)
), ${lockConversationsOf('input')}, numbered as materialized (
  select i.*, l.seq + 1 as seq, l.public_seq + 1 as public_seq, l.rev as rev_before
  from input i
  join locked l on l.workspace_id = i.workspace_id and l.id = i.conversation_id
  where (select count(*) from locked) > 0
    and (i.expect_status is null or l.status = any (i.expect_status))
), ${advanceWorkspacesOf('numbered')}, inserted as (
  insert into entries (workspace_id, conversation_id, seq, public_seq, rev, type,
    sender_kind, sender_id, sender_name, client_id, body, created_at)
  select n.workspace_id, n.conversation_id, n.seq, n.public_seq, r.rev, 'message',
    n.sender_kind, n.sender_id, n.sender_name, n.client_id, n.body, ${NOW}
  from numbered n join advanced r on r.id = n.workspace_id
), changed as (
  update conversations c set
    seq = n.seq,
    public_seq = n.public_seq,
    rev = r.rev,
    visitor_read = case when n.sender_kind = 'visitor' then n.public_seq else c.visitor_read end,
    agent_read = case when n.sender_kind = 'agent' then n.public_seq else c.agent_read end,
    last_message = jsonb_build_object('sender', n.sender_kind, 'text', n.preview, 'at', ${wireTime(NOW)}),
    waiting_since = case when n.sender_kind = 'visitor' then coalesce(c.waiting_since, ${NOW}) end
  from numbered n
  join advanced r on r.id = n.workspace_id
  where c.workspace_id = n.workspace_id and c.id = n.conversation_id
  returning c.*, n.job, n.known
)
select
  ${wireTime(NOW)} as at,
  (select json_agg(json_build_array(n.job, n.seq, n.public_seq, n.rev_before)) from numbered n) as numbers,
  (select json_object_agg(r.id, r.rev) from advanced r) as revs,
  (select json_agg(json_build_array(c.job, ${CONVERSATION_JSON}))
    from changed c join visitors v on v.workspace_id = c.workspace_id and v.id = c.visitor_id
    where not c.known) as changed,
  (select json_agg(json_build_object('job', i.job, 'status', l.status, 'assignee_id', l.assignee_id))
    from input i left join locked l on l.workspace_id = i.workspace_id and l.id = i.conversation_id
    where i.job not in (select job from numbered)) as refused`;
