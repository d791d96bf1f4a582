import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, AgentState } from '../../shared/client/types.ts';
import { draftOf } from './drafts.ts';
import { createViewPages, type ViewPages } from './view-pages.ts';

export interface Person {
  id: string;
  name: string;
}

/** Where one agent works: one workspace's session, its state split so that a change wakes only who reads it. */
export interface Desk {
  readonly workspace: string;
  readonly me: Person;
  readonly session: AgentSession;
  readonly connection: ReadonlySignal<AgentState['connection']>;
  readonly conversations: ReadonlySignal<AgentState['conversations']>;
  readonly threads: ReadonlySignal<AgentState['threads']>;
  readonly online: ReadonlySignal<AgentState['onlineVisitors']>;
  readonly ready: ReadonlySignal<boolean>;
  readonly inboxError: ReadonlySignal<AgentState['inboxError']>;
  readonly pages: ViewPages;
  close(): void;
}

export function openDesk(session: AgentSession, workspace: string, me: Person): Desk {
  const state = signal(session.getState());
  const stop = session.subscribe(() => (state.value = session.getState()));
  const pick = <K extends keyof AgentState>(key: K) => computed(() => state.value[key]);
  session.connect();
  return {
    workspace,
    me,
    session,
    connection: pick('connection'),
    conversations: pick('conversations'),
    threads: pick('threads'),
    online: pick('onlineVisitors'),
    ready: pick('ready'),
    inboxError: pick('inboxError'),
    pages: createViewPages(session),
    close() {
      stop();
      session.close();
    },
  };
}

/** Before signing out: what was not sent becomes a draft again, so that it is neither lost nor sent later unasked. */
export function keepUnsentAsDrafts(desk: Desk): void {
  for (const [id, thread] of desk.threads.value) {
    const unsent = thread.timeline.pending.filter((item) => item.state !== 'sent').map((item) => item.text);
    if (unsent.length === 0) continue;
    const draft = draftOf(desk.me.id, id);
    draft.value = [...unsent, draft.value].filter(Boolean).join('\n\n');
  }
  desk.session.reset();
}
