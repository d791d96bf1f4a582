import { BellhopError } from '../../shared/errors.ts';
import type { PanelMethods } from '../chat.ts';
import type { ChatStore } from './chat-store.ts';

const textArgument = (text: unknown, method: string): string => {
  if (typeof text === 'string') return text;
  throw new BellhopError('bad_request', `${method} takes a text, not ${typeof text}.`, { field: 'text' });
};

type Actions = Pick<
  PanelMethods,
  'sendMessage' | 'setDraft' | 'startConversation' | 'endConversation' | 'markRead'
>;

/** The public methods for what a person does in the panel, too. */
export const panelActions = (store: ChatStore): Actions => ({
  async sendMessage(text) {
    const { conversation_id, client_id } = store.send(textArgument(text, 'sendMessage'));
    return { conversation_id, client_id, text };
  },
  setDraft: async (text) => store.setDraft(textArgument(text, 'setDraft')),
  startConversation: async () => store.startNew(),
  endConversation: () => store.end(),
  async markRead() {
    const id = store.currentId.value;
    if (id !== null) await store.session.markRead(id);
  },
});
