import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, AgentState } from '../../shared/client/types.ts';
import { watchIdle } from './idle-watch.ts';
import { openColleagues, type Colleagues } from './colleagues.ts';
import { openLabels, type Labels } from './labels.ts';
import { openAttention, type Attention } from './attention/attention.ts';
import { openMentions, type Mentions } from './mentions.ts';
import { openPreferences, type Preferences } from './preferences.ts';
import { openStanding, type Standing } from './standing.ts';
import { listenForTold, type ToldList } from './told.ts';
import { createViewPages, type ViewPages } from './view-pages.ts';

/** Until the server has said what it is. */
const USUAL_WAIT_TARGET_SECONDS = 60;

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
  /** How soon a visitor should have an answer, in ms. */
  readonly waitTargetMs: ReadonlySignal<number>;
  readonly ready: ReadonlySignal<boolean>;
  readonly inboxError: ReadonlySignal<AgentState['inboxError']>;
  readonly pages: ViewPages;
  readonly standing: Standing;
  /** What colleagues did to this agent's chats. */
  readonly told: ToldList;
  readonly mentions: Mentions;
  readonly labels: Labels;
  readonly colleagues: Colleagues;
  readonly preferences: Preferences;
  readonly attention: Attention;
  close(): void;
}

export function openDesk(session: AgentSession, workspace: string, me: Person): Desk {
  const state = signal(session.getState());
  const stop = session.subscribe(() => (state.value = session.getState()));
  const pick = <K extends keyof AgentState>(key: K) => computed(() => state.value[key]);
  const ready = pick('ready');
  const pages = createViewPages(session);
  // A copy that was dropped is read anew, its pages too.
  const watch = effect(() => {
    if (!ready.value) pages.forget();
  });
  const standing = openStanding(session, workspace, me.id);
  const mentions = openMentions(session, workspace, me.id);
  const labels = openLabels(session, workspace, me.id);
  const told = listenForTold(session, me.id);
  const preferences = openPreferences(session, workspace);
  const conversations = pick('conversations');
  const waitTargetMs = computed(
    () => (state.value.desk?.wait_target_seconds ?? USUAL_WAIT_TARGET_SECONDS) * 1000,
  );
  const attention = openAttention({
    ...{ workspace, me, session, standing, preferences, conversations, waitTargetMs, ready, labels },
  });
  const stopIdle = watchIdle(standing, me.id);
  session.connect();
  return {
    workspace,
    me,
    session,
    connection: pick('connection'),
    conversations,
    threads: pick('threads'),
    online: pick('onlineVisitors'),
    waitTargetMs,
    ready,
    inboxError: pick('inboxError'),
    pages,
    standing,
    told,
    mentions,
    labels,
    colleagues: openColleagues(workspace),
    preferences,
    attention,
    close() {
      attention.close();
      preferences.close();
      stopIdle();
      standing.close();
      told.close();
      mentions.close();
      labels.close();
      watch();
      stop();
      session.close();
    },
  };
}
