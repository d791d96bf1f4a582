import { signal, type ReadonlySignal } from '@preact/signals';
import type { AgentSession, EventFrame } from '../../shared/client/types.ts';
import type { AvailabilityRequest, AvailabilityState, Offer } from '../../shared/protocol/routing.ts';
import { request } from './api.ts';

/** A chat that is offered to this agent, by this device's clock. */
export interface StandingOffer {
  conversation_id: string;
  /** When it is over, in epoch ms. */
  endsAt: number;
  /** The colleague who has it and asks, and what they say to it; null where the queue asks. */
  from: Offer['from'];
  note: string | null;
}

/** How this agent stands: what they said of themselves, "3 of 5", and what is offered to them. Live. */
export interface Standing {
  readonly state: ReadonlySignal<AvailabilityState | undefined>;
  readonly offers: ReadonlySignal<readonly StandingOffer[]>;
  /** Why the last change was refused. */
  readonly failure: ReadonlySignal<unknown>;
  change(wanted: AvailabilityRequest): Promise<void>;
  /** Resolves when it is theirs, or the next agent's. An offer that was over is gone, without an error. */
  answer(conversationId: string, answer: 'accept' | 'decline'): Promise<void>;
  close(): void;
}

/** What of a log changes no load. */
const SAID = new Set(['message', 'note', 'started', 'idle_warned']);

export function openStanding(session: AgentSession, workspace: string, me: string): Standing {
  const state = signal<AvailabilityState | undefined>();
  const offers = signal<readonly StandingOffer[]>([]);
  const failure = signal<unknown>(undefined);
  const base = `/workspaces/${encodeURIComponent(workspace)}`;
  const mine = new Set<string>();
  let isClosed = false;
  let isLive = false;
  let reading: Promise<void> | null = null;
  let isStale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = (isGone: (offer: StandingOffer) => boolean) => {
    if (offers.value.some(isGone)) offers.value = offers.value.filter((offer) => !isGone(offer));
    clearTimeout(timer);
    const next = Math.min(...offers.value.map(({ endsAt }) => endsAt));
    if (Number.isFinite(next)) timer = setTimeout(dropOver, Math.max(0, next - Date.now()));
  };
  const dropOver = () => drop(({ endsAt }) => endsAt <= Date.now());
  const read = async (): Promise<void> => {
    do {
      isStale = false;
      const askedAt = Date.now();
      const answer = await request<AvailabilityState>('GET', `${base}/members/${me}/availability`).catch(
        () => undefined,
      );
      // What was heard meanwhile may not be in it.
      if (isClosed || isStale || !answer) continue;
      state.value = answer;
      offers.value = answer.offers.map(({ conversation_id, left_ms, from, note }) => ({
        ...{ conversation_id, from, note },
        endsAt: askedAt + left_ms,
      }));
      dropOver();
    } while (isStale && !isClosed);
  };
  const refresh = (): Promise<void> => {
    isStale = reading !== null;
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  const stopWatching = session.subscribe(() => {
    const wasLive = isLive;
    isLive = session.getState().connection.kind === 'live';
    if (isLive && !wasLive) void refresh();
  });
  const stopListening = session.listen((event) => {
    if (event.type === 'availability.changed' ? event.member_id === me : concerns(event, me, mine))
      void refresh();
  });
  const onFocus = () => void refresh();
  addEventListener('focus', onFocus);

  return {
    state,
    offers,
    failure,
    async change(wanted) {
      try {
        await request('PUT', `${base}/availability`, wanted);
        failure.value = undefined;
      } catch (error) {
        failure.value = error;
      }
      await refresh();
    },
    async answer(id, answer) {
      try {
        await request('POST', `${base}/conversations/${encodeURIComponent(id)}/offer/${answer}`);
      } finally {
        await refresh();
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener('focus', onFocus);
      stopListening();
      stopWatching();
    },
  };
}

/** Whether an event may change this agent's load or offers. Keeps in `mine` which chats are theirs. */
function concerns(event: EventFrame, me: string, mine: Set<string>): boolean {
  if (event.type !== 'workspace.changed') return false;
  let found = false;
  for (const { conversation, entries } of event.changes) {
    const was = mine.has(conversation.id);
    const is = conversation.assignee_id === me;
    if (is) mine.add(conversation.id);
    else mine.delete(conversation.id);
    const told = entries.filter(({ type }) => !SAID.has(type));
    const names = told.some(({ body }) => body['member_id'] === me);
    if (names || was !== is || (is && told.length > 0)) found = true;
  }
  return found;
}
