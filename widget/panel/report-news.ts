import type { Thread, VisitorState } from '../../shared/client/types.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { ReadEntry } from './log-rows.ts';

/** Something an agent said just now. */
export interface Arrival {
  name: string | null;
  text: string;
}

type Emit = PanelHost['emit'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const reportEntry = (
  emit: Emit,
  read: ReadEntry,
  conversation_id: string,
  entry: PublicEntry,
): Arrival | null => {
  if (entry.type === 'ended')
    emit('conversation:ended', { conversation_id, reason: textOf(entry.body?.['reason']) });
  if (entry.type === 'assigned')
    emit('agent:assigned', { conversation_id, name: textOf(entry.body?.['name']) });
  if (entry.type === 'unassigned') emit('agent:left', { conversation_id });
  if (entry.type !== 'message' || entry.sender?.kind !== 'agent') return null;
  const { name } = entry.sender;
  const text = textOf(entry.body?.['text']);
  emit('message:received', { conversation_id, seq: entry.seq, text, name });
  // As it is drawn: the page may have looked at it.
  const shown = read(entry, 0);
  return shown?.kind === 'said' ? { name, text: shown.text } : null;
};

const reportTyping = (emit: Emit, before: Thread | undefined, now: Thread): void => {
  const was = before?.typing ?? [];
  if (was === now.typing) return;
  for (const { name } of now.typing) {
    if (!was.some((sender) => sender.name === name)) emit('typing', { name, typing: true });
  }
  for (const { name } of was) {
    if (!now.typing.some((sender) => sender.name === name)) emit('typing', { name, typing: false });
  }
};

/** Tells the page what came from the server: history that is read is not news, what follows it is. */
export const reportNews = (
  emit: Emit,
  read: ReadEntry,
  before: VisitorState,
  now: VisitorState,
): Arrival[] => {
  const arrivals: Arrival[] = [];
  if (now.opening && now.opening !== before.opening)
    emit('availability', { available: now.opening.open, changes_at: now.opening.changes_at });
  for (const [id, thread] of now.threads) {
    const old = before.threads.get(id);
    if (old === thread) continue;
    reportTyping(emit, old, thread);
    const seen = old?.timeline.entries.at(-1)?.seq ?? (old?.loaded ? 0 : Infinity);
    const fresh = thread.timeline.entries.filter((entry) => entry.seq > seen);
    arrivals.push(
      ...fresh.map((entry) => reportEntry(emit, read, id, entry)).filter((arrival) => arrival !== null),
    );
  }
  return arrivals;
};
