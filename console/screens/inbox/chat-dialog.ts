import { signal } from '@preact/signals';
import type { Desk } from '../../store/desk.ts';

/** What is asked before something is done to a conversation. */
export type ChatDialog = { conversation: string } & (
  | { kind: 'transfer' }
  | { kind: 'snooze' }
  | { kind: 'priority' }
  | { kind: 'tags' }
  | { kind: 'take-over'; holder: string; name: string }
  | { kind: 'delete' | 'redact'; seq: number; said: 'message' | 'note' }
);

export const chatDialog = signal<ChatDialog | undefined>(undefined);

export const closeChatDialog = (): void => {
  chatDialog.value = undefined;
};

/** What has ended goes to nobody. */
export function askTransfer(desk: Desk, conversation: string): void {
  const known = desk.conversations.peek().get(conversation);
  if (!known || known.status === 'ended') return;
  void desk.colleagues.refresh();
  chatDialog.value = { kind: 'transfer', conversation };
}

/** What is awake or not ended is put aside or goes earlier; tags are put on anything. */
export function askTool(desk: Desk, conversation: string, kind: 'snooze' | 'priority' | 'tags'): void {
  const known = desk.conversations.peek().get(conversation);
  if (!known || (kind !== 'tags' && known.status === 'ended')) return;
  chatDialog.value = { kind, conversation };
}
