import { effect } from '@preact/signals';
import { leaveHome } from '../home/place.ts';
import { MessageGroup } from '../ui/message-group.tsx';
import type { LaterPanel } from './later-methods.ts';

/** Shows the greeting that was answered where the conversation will begin, as what the site has said. */
export const greet = async ({ context: { store } }: LaterPanel, text: unknown): Promise<void> => {
  const at = new Date().toISOString();
  const bubble = { key: 'greeting', text: String(text), at, state: 'stored', mark: null } as const;
  const group = { kind: 'group', key: 'greeting', own: false, name: null, at, bubbles: [bubble] } as const;
  leaveHome({ store }, null);
  store.setPart('hello', () => (
    <ol>
      <MessageGroup group={{ ...group, bubbles: [...group.bubbles] }} />
    </ol>
  ));
  // Once something was said, the next conversation begins as any other.
  const stop = effect(() => {
    if (store.currentId.value === null) return;
    setTimeout(() => {
      stop();
      store.setPart('hello', null);
    });
  });
};
