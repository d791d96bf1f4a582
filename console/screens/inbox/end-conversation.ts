import { signal } from '@preact/signals';
import type { Desk } from '../../store/desk.ts';

export type Ending = { state: 'busy' } | { state: 'failed'; error: unknown };

/** Conversations whose end is under way or failed. What succeeded shows as an entry of its thread. */
export const endings = signal<ReadonlyMap<string, Ending>>(new Map());

export async function endConversation(desk: Desk, id: string): Promise<void> {
  const ended = desk.conversations.peek().get(id)?.status === 'ended';
  if (ended || endings.peek().get(id)?.state === 'busy') return;
  setEnding(id, { state: 'busy' });
  try {
    await desk.session.end(id);
    setEnding(id, undefined);
  } catch (error) {
    setEnding(id, { state: 'failed', error });
  }
}

function setEnding(id: string, ending: Ending | undefined): void {
  const next = new Map(endings.peek());
  if (ending) next.set(id, ending);
  else next.delete(id);
  endings.value = next;
}
