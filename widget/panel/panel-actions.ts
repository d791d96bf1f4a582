import { BellhopError } from '../../shared/errors.ts';
import type { PanelHandle } from '../shell/panel-contract.ts';
import type { ChatStore } from './chat-store.ts';

const textArgument = (text: unknown, method: string): string => {
  if (typeof text === 'string') return text;
  throw new BellhopError('bad_request', `${method} takes a text, not ${typeof text}.`, { field: 'text' });
};

type Actions = Omit<PanelHandle, 'later' | 'setLocale' | 'opened' | 'closed' | 'destroy'>;

/** The public methods that the panel answers. */
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
  state: () => ({
    connection: store.state.value.connection.kind,
    conversation: store.conversation.value && {
      id: store.conversation.value.id,
      status: store.conversation.value.status,
    },
  }),
  reset: async () => store.forget(),
});
