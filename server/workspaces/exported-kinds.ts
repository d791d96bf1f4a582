import { sql, type SQL } from 'drizzle-orm';
import { wireTime } from '../log/append-statement.ts';

/** One kind of line of the export. What is not named here does not leave: no token, no hash, no key of a person. */
export interface ExportedKind {
  type: string;
  /** A JSON object. */
  value: string;
  from: string;
  where: SQL;
  /** Columns that name a row, and their types. */
  order: readonly (readonly [column: string, type: 'uuid' | 'int' | 'text'])[];
}

const BY_ID = [['t.id', 'uuid']] as const;

/** `{ field: column }` of the row `t`; what ends in `_at` as the wire has it. */
const object = (...columns: string[]): string => {
  const pairs = columns.map(
    (column) => `'${column}', ${column.endsWith('_at') ? wireTime(`t.${column}`) : `t.${column}`}`,
  );
  return `json_build_object(${pairs.join(', ')})`;
};

const SENDER = "json_build_object('kind', t.sender_kind, 'id', t.sender_id, 'name', t.sender_name)";
const ENTRY = `json_build_object('conversation_id', t.conversation_id, 'seq', t.seq, 'public_seq', t.public_seq,
  'kind', t.type, 'sender', ${SENDER}, 'body', t.body, 'created_at', ${wireTime('t.created_at')})`;
const MEMBER = `json_build_object('id', t.id, 'name', t.name, 'email', u.email, 'role', t.role,
  'chat_limit', t.chat_limit, 'created_at', ${wireTime('t.created_at')},
  'deactivated_at', ${wireTime('t.deactivated_at')})`;
const TEAM = `json_build_object('id', t.id, 'name', t.name, 'strategy', t.strategy, 'chat_limit', t.chat_limit,
  'queue_limit', t.queue_limit, 'expectation', t.expectation, 'overflow_team_id', t.overflow_team_id, 'hours', t.hours,
  'member_ids', (select coalesce(json_agg(m.member_id order by m.position), '[]') from team_members m
    where m.workspace_id = t.workspace_id and m.team_id = t.id))`;
const AUDIT = `json_build_object('id', t.id, 'at', ${wireTime('t.at')}, 'actor_kind', t.actor_kind,
  'actor_id', t.actor_id, 'actor', t.actor_name, 'action', t.action, 'target_type', t.target_type,
  'target_id', t.target_id, 'target', t.target_label, 'details', t.details)`;

/** In the order of the file. */
export function exportedKinds(workspaceId: string): readonly ExportedKind[] {
  const where = sql`t.workspace_id = ${workspaceId}`;
  const kind = (type: string, from: string, value: string, order: ExportedKind['order'] = BY_ID) => ({
    type,
    value,
    from,
    where,
    order,
  });
  return [
    kind('settings', 'workspace_settings t', object('version', 'values'), [['t.workspace_id', 'uuid']]),
    kind('member', 'members t join "user" u on u.id = t.user_id', MEMBER),
    kind('team', 'teams t', TEAM),
    kind('tag', 'tags t', object('id', 'name', 'color', 'created_at', 'deleted_at')),
    kind(
      'site',
      'sites t',
      object(
        'id',
        'key',
        'name',
        'allowed_origins',
        'languages',
        'default_team_id',
        'hours',
        'settings',
        'draft',
        'proof_only',
        'keeps_queries',
        'activity_days',
        'archived_at',
        'created_at',
      ),
    ),
    kind(
      'visitor',
      'visitors t',
      object(
        'id',
        'site_id',
        'name',
        'email',
        'attributes',
        'sources',
        'subject',
        'created_at',
        'last_seen_at',
        'blocked_at',
        'merged_into',
        'erased_at',
      ),
    ),
    kind(
      'activity',
      'visitor_activity t',
      `json_build_object('id', t.id, 'visitor_id', t.visitor_id, 'kind', t.kind, 'name', t.name, 'url', t.url,
        'properties', t.properties, 'at', ${wireTime('t.at')})`,
    ),
    kind(
      'conversation',
      'conversations t',
      object(
        'id',
        'number',
        'site_id',
        'visitor_id',
        'status',
        'kind',
        'priority',
        'snoozed_until',
        'tag_ids',
        'assignee_id',
        'seq',
        'public_seq',
        'created_at',
        'ended_at',
      ),
    ),
    kind('entry', 'entries t', ENTRY, [
      ['t.conversation_id', 'uuid'],
      ['t.seq', 'int'],
    ]),
    kind(
      'quick_response',
      'quick_responses t',
      object('id', 'member_id', 'team_id', 'shortcut', 'title', 'folder', 'text', 'uses', 'created_at'),
    ),
    kind('audit', 'audit_entries t', AUDIT),
  ];
}
