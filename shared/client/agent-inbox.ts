import { BellhopError } from '../errors.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { AgentWelcome, InboxPage, WorkspaceChanged } from '../protocol/server-frames.ts';
import { withConversations, type Inbox } from './inbox.ts';
import { connectedAt, heardAt, isWhole, pulledTo, startAt, type InboxPosition } from './inbox-position.ts';
import type { InboxView, ViewFilter } from './types.ts';

export interface ConversationList {
  epoch: string;
  rev: number;
  conversations: Conversation[];
  next: string | null;
}

export interface AgentInboxState {
  conversations: Inbox;
  ready: boolean;
  inboxError: BellhopError | null;
  position: { epoch: string; rev: number } | null;
}

export interface AgentInboxOptions {
  isLive(): boolean;
  pull(epoch: string, after: number): Promise<InboxPage>;
  list(view: InboxView, cursor?: string, filter?: ViewFilter): Promise<ConversationList>;
  onChange(change: Partial<AgentInboxState>): void;
  /** The copy was dropped and is read anew. */
  onReset(): void;
}

/** An agent's copy of the workspace's conversations, kept in step by events and mended by pulls [R4] [R5] [S3]. */
export interface AgentInbox {
  position(): { epoch: string; rev: number } | null;
  welcome(welcome: AgentWelcome): void;
  changed(event: WorkspaceChanged): void;
  /** Takes one conversation that came some other way. */
  take(conversation: Conversation): void;
  load(
    view: InboxView,
    cursor?: string,
    filter?: ViewFilter,
  ): Promise<{ ids: string[]; next: string | null }>;
  /** Forgets everything, also what is on its way. */
  clear(): void;
}

const FIRST_VIEWS: readonly InboxView[] = ['waiting', 'open'];
/** Pages of a view that a fresh start reads by itself. */
const MAX_FIRST_PAGES = 20;

export function createAgentInbox({ isLive, pull, list, onChange, onReset }: AgentInboxOptions): AgentInbox {
  let position: InboxPosition | null = null;
  let conversations: Inbox = new Map();
  let ready = false;
  let pulling = false;
  let generation = 0;

  const stand = (next: InboxPosition): void => {
    position = next;
    onChange({ position: { epoch: next.epoch, rev: next.whole } });
  };
  const take = (news: readonly Conversation[]): void => {
    const next = withConversations(conversations, news);
    if (next !== conversations) onChange({ conversations: (conversations = next) });
  };
  const load: AgentInbox['load'] = async (view, cursor, filter) => {
    const mine = generation;
    const page = await list(view, cursor, filter);
    if (mine === generation) take(page.conversations);
    return { ids: page.conversations.map((conversation) => conversation.id), next: page.next };
  };
  const report = (error: unknown): void => {
    if (error instanceof BellhopError) onChange({ inboxError: error });
    else throw error;
  };
  const loadWhole = async (view: InboxView): Promise<void> => {
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null && pages < MAX_FIRST_PAGES; pages++) {
      ({ next: cursor } = await load(view, cursor));
    }
  };
  const start = async (): Promise<void> => {
    const mine = generation;
    try {
      await Promise.all(FIRST_VIEWS.map(loadWhole));
      if (mine === generation) onChange({ ready: (ready = true), inboxError: null });
    } catch (error) {
      report(error);
    }
  };
  const begin = (epoch: string, rev: number): void => {
    generation++;
    onChange({ conversations: (conversations = new Map()), ready: (ready = false), inboxError: null });
    stand(startAt(epoch, rev));
    onReset();
    void start();
  };
  const mend = async (): Promise<void> => {
    if (pulling) return;
    pulling = true;
    try {
      while (position && !isWhole(position) && isLive()) {
        const page = await pull(position.epoch, position.whole);
        if (page.reset) {
          begin(page.epoch, page.rev);
          continue;
        }
        take(page.conversations);
        // A last page that ends before the hole does found nothing changed in the rest of it.
        stand(pulledTo(position, page.more ? page.rev : Math.max(page.rev, position.hole)));
      }
      onChange({ inboxError: null });
    } catch (error) {
      report(error);
    } finally {
      pulling = false;
    }
  };

  return {
    position: () => position && { epoch: position.epoch, rev: position.whole },
    welcome({ epoch, rev, resume }) {
      if (!position || resume !== 'whole' || position.epoch !== epoch) begin(epoch, rev);
      else {
        stand(connectedAt(position, rev));
        void mend();
        if (!ready) void start();
      }
    },
    changed({ rev, changes }) {
      take(changes.map((change) => change.conversation));
      if (position) stand(heardAt(position, rev));
      void mend();
    },
    take: (conversation) => take([conversation]),
    load,
    clear() {
      generation++;
      position = null;
      conversations = new Map();
      ready = false;
    },
  };
}
