import { effect } from '@preact/signals';
import { leaveHome } from '../home/place.ts';
import { MessageGroup } from '../ui/message-group.tsx';
import { adoptStyles } from './adopt-styles.ts';
import type { LaterPanel } from './later-methods.ts';

/** As line.css.ts has it, which comes after the first message alone. */
const GREET_CSS = `
.group>.av{position:absolute;bottom:0;inset-inline-start:0}
.panel .name{font-size:12.5px;color:var(--text-2);padding-inline-start:2px;margin-bottom:1px}
.name time{color:var(--text-3);margin-inline-start:4px}
`;

/** Shows the greeting that was answered where the conversation will begin, as what the site has said. */
export const greet = async ({ context: { store, root } }: LaterPanel, text: unknown): Promise<void> => {
  const at = new Date().toISOString();
  const bubble = {
    key: 'greeting',
    seq: Infinity,
    text: String(text),
    at,
    state: 'stored',
    mark: null,
  } as const;
  const group = { kind: 'group', key: 'greeting', own: false, name: null, at, bubbles: [bubble] } as const;
  adoptStyles(root, GREET_CSS);
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
