import type { Thread, VisitorState } from '../../shared/client/types.ts';
import type { PanelHost } from '../shell/panel-contract.ts';

type Emit = PanelHost['emit'];

const reportOutbox = (emit: Emit, before: Thread, now: Thread): void => {
  const pending = new Map(now.timeline.pending.map((item) => [item.client_id, item]));
  for (const { client_id, conversation_id, text, start, state } of before.timeline.pending) {
    const item = pending.get(client_id);
    const stored =
      item?.state === 'sent' || now.timeline.entries.some((entry) => entry.client_id === client_id);
    if (state !== 'sent' && stored) {
      if (start) emit('conversation:started', { conversation_id });
      emit('message:sent', { conversation_id, client_id, text });
    }
    if (state !== 'failed' && item?.state === 'failed' && item.error) {
      emit('message:failed', { conversation_id, client_id, text, error: item.error });
    }
  }
};

/** Tells the page what became of the visitor's own messages, and of the line. */
export const reportSent = (emit: Emit, before: VisitorState, now: VisitorState): void => {
  if (before.connection.kind !== now.connection.kind) emit('connection', { state: now.connection.kind });
  for (const [id, thread] of now.threads) {
    const old = before.threads.get(id);
    if (old && old !== thread) reportOutbox(emit, old, thread);
  }
};
