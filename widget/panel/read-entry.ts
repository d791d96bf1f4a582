import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { ReadEntry, Said } from './log-rows.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** [S13] An entry that is not what its type promises becomes a placeholder; nothing in it is trusted to be there. */
export const readEntry: ReadEntry = (entry, at) => {
  const key = `e${entry?.seq ?? `?${at}`}`;
  const body: Record<string, unknown> = entry?.body ?? {};
  switch (entry?.type) {
    case 'started':
      return null;
    case 'message':
      return isText(body['text']) && entry.sender
        ? saidBy(entry, body['text'], key)
        : { kind: 'placeholder', key };
    case 'assigned':
    case 'joined':
      return isText(body['name'])
        ? { kind: 'event', key, event: 'joined', name: body['name'] }
        : { kind: 'placeholder', key };
    case 'unassigned':
      return { kind: 'event', key, event: 'left', name: '' };
    case 'ended':
      return { kind: 'event', key, event: endOf(body), name: '' };
    case 'reopened':
      return { kind: 'event', key, event: 'reopened', name: '' };
    case 'idle_warned':
      return { kind: 'event', key, event: 'idleWarned', name: '' };
    // It stands below the log.
    case 'rated':
      return null;
    // They show where they point.
    case 'message_edited':
    case 'message_deleted':
    case 'message_redacted':
      return null;
    // The visitor's own answers.
    case 'form_submitted':
      return null;
    default:
      return { kind: 'placeholder', key };
  }
};

const endOf = ({ reason }: Record<string, unknown>) =>
  reason === 'left_queue' ? 'leftQueue' : 'conversationEnded';

const becameOf = ({ edited, removed }: Record<string, unknown>): Pick<Said, 'became'> => {
  if (removed === true) return { became: 'removed' };
  return edited === true ? { became: 'edited' } : {};
};

const saidBy = (entry: PublicEntry, text: string, key: string): Said => {
  const own = entry.sender.kind === 'visitor';
  const name = isText(entry.sender.name) ? entry.sender.name : null;
  const known = own && isText(entry.client_id) ? entry.client_id : key;
  return {
    kind: 'said',
    key: known,
    own,
    name: own ? null : name,
    text,
    at: entry.created_at,
    seq: entry.seq,
    state: 'stored',
    mark: null,
    ...becameOf(entry.body),
  };
};
