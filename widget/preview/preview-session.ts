import type { Thread, VisitorSession, VisitorState } from '../../shared/client/types.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { PreviewScene } from '../../shared/widget-settings/preview-messages.ts';

const CONVERSATION = '00000000-0000-4000-8000-000000000000';

export interface PreviewSession extends VisitorSession {
  /** Nothing said yet, or the sample. Tells whether that is another thing than before. */
  stage(scene: PreviewScene): boolean;
}

/** Who has not come yet. */
export const NOBODY: VisitorState = {
  connection: { kind: 'idle' },
  known: false,
  visitor: null,
  conversations: [],
  threads: new Map(),
  opening: null,
  unread: 0,
  moved: new Map(),
  places: new Map(),
  typingPreview: false,
};

/** A visitor's session that has no line and never asks for one: what is typed stays in this page and is gone with it. */
export const createPreviewSession = (): PreviewSession => {
  let state = NOBODY;
  let staged = '';
  const listeners = new Set<() => void>();
  const become = (next: VisitorState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const nothing = async (): Promise<void> => {};
  return {
    stage(scene) {
      const wanted = JSON.stringify([scene.place === 'conversation' && scene.sample]);
      if (wanted === staged) return false;
      staged = wanted;
      become(scene.place === 'conversation' ? sampleState(scene.sample) : NOBODY);
      return true;
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(text) {
      const said = state.threads.get(CONVERSATION)?.timeline.entries ?? [];
      const client_id = crypto.randomUUID();
      become(stateOf([...said, { ...own(said.length + 1, text), client_id }], null));
      return { conversation_id: CONVERSATION, client_id, answered: new Promise(() => {}) };
    },
    resume: () => false,
    open: nothing,
    loadEarlier: nothing,
    markRead: nothing,
    end: nothing,
    drop: () => {},
    call: () => new Promise(() => {}),
    typing: () => {},
    retry: () => {},
    discard: () => {},
    nudge: () => {},
    pause: () => {},
    reset: () => become(NOBODY),
  };
};

const sampleState = ({ agent, question, answer }: PreviewScene['sample']): VisitorState =>
  stateOf([own(1, question), { ...own(2, answer), sender: { kind: 'agent', name: agent } }], agent);

const own = (seq: number, text: string): PublicEntry => ({
  seq,
  type: 'message',
  sender: { kind: 'visitor', name: null },
  client_id: null,
  body: { text },
  created_at: new Date().toISOString(),
});

const stateOf = (entries: PublicEntry[], agent: string | null): VisitorState => {
  const timeline: Thread['timeline'] = { entries, pending: [], hasEarlier: false, missing: null, held: [] };
  const thread = { timeline, typing: [], loading: false, loaded: true };
  const conversation = {
    id: CONVERSATION,
    status: 'open' as const,
    seq: entries.length,
    visitor_read: entries.length,
    agent_read: entries.length,
    agent: agent === null ? null : { name: agent },
    last_message: null,
    created_at: new Date().toISOString(),
  };
  return {
    ...NOBODY,
    known: true,
    visitor: { id: CONVERSATION, name: null },
    conversations: [conversation],
    threads: new Map([[CONVERSATION, thread]]),
  };
};
