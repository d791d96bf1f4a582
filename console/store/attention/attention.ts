import { effect } from '@preact/signals';
import type { Desk } from '../desk.ts';
import { openDesktop } from './desktop.ts';
import { lead } from './leader.ts';
import { openLooking } from './looking.ts';
import { isWanted, lateWaits, noticesIn, type Notice } from './notices.ts';
import { openTones, type Tones } from './tones.ts';

/** How often an offer that nobody answers sounds again, and waits are looked at. */
const OFFER_AGAIN_MS = 6_000;
const LATE_LOOK_MS = 5_000;

export interface Attention {
  readonly tones: Tones;
  /** What this tab shows. */
  show(conversation: string | undefined): void;
  close(): void;
}

type Given = Pick<Desk, 'workspace' | 'me' | 'session' | 'conversations' | 'standing' | 'preferences'> &
  Pick<Desk, 'waitTargetMs' | 'ready' | 'labels'>;

/** Tells an agent who looks elsewhere: by a notification and a tone, each from one tab of the browser. */
export function openAttention(desk: Given): Attention {
  const { me, session, standing, preferences } = desk;
  const name = `bellhop attention ${me.id}`;
  const looking = openLooking(name);
  const tones = openTones();
  const desktop = openDesktop(desk.workspace);
  let showsHere = false;
  let soundsHere = false;
  const stopShowing = lead(`${name} shows`, () => (showsHere = true));
  // Of the tabs that may sound; the one that shows may never have been clicked.
  let stopSounding = () => undefined as void;
  const stopUnlocking = effect(() => {
    if (tones.isUnlocked.value) stopSounding = lead(`${name} sounds`, () => (soundsHere = true));
  });

  const sound = () => {
    const { value } = preferences.values;
    if (soundsHere && value['sound.on']) tones.play(value['sound.tone'], value['sound.volume']);
  };
  const tell = (notice: Notice) => {
    const { value } = preferences.values;
    if (!isWanted(notice.kind, value)) return;
    if (notice.kind !== 'offer' && looking.isLookedAt(notice.conversation.id)) return;
    sound();
    if (showsHere && value['notify.desktop'] && !looking.isAnyInFront())
      desktop.show(notice, { hidesText: value['notify.hide_text'] });
  };

  const stopListening = session.listen((event) => noticesIn(event, me.id).forEach(tell));
  const stopOffers = watchOffers(desk, tell, desktop.withdraw);
  const insisting = setInterval(() => standing.offers.peek().length > 0 && sound(), OFFER_AGAIN_MS);
  const stopLate = watchLate(desk, tell);
  const onFront = () => {
    const shown = current;
    if (shown !== undefined && looking.isLookedAt(shown)) desktop.withdraw(shown);
  };
  let current: string | undefined;
  addEventListener('focus', onFront);

  return {
    tones,
    show(conversation) {
      current = conversation;
      looking.show(conversation);
      onFront();
    },
    close() {
      removeEventListener('focus', onFront);
      stopListening();
      stopOffers();
      clearInterval(insisting);
      stopLate();
      stopUnlocking();
      stopSounding();
      stopShowing();
      looking.close();
      desktop.close();
      tones.close();
    },
  };
}

/** Each offer once; what is answered or over is taken back. */
function watchOffers(
  { standing, conversations }: Given,
  tell: (notice: Notice) => void,
  withdraw: (id: string) => void,
): () => void {
  let known = new Set<string>();
  return effect(() => {
    const now = new Set(standing.offers.value.map(({ conversation_id }) => conversation_id));
    for (const id of known) if (!now.has(id)) withdraw(id);
    const told = new Set([...now].filter((id) => known.has(id)));
    for (const id of now) {
      const conversation = conversations.value.get(id);
      // Its conversation may come a moment after the offer.
      if (told.has(id) || !conversation) continue;
      told.add(id);
      tell({ kind: 'offer', conversation, from: null, text: conversation.last_message?.text ?? '' });
    }
    known = told;
  });
}

/** Waits that pass the target while one is here; those that had passed it before are in the list already. */
function watchLate(
  { conversations, waitTargetMs, ready, labels }: Given,
  tell: (notice: Notice) => void,
): () => void {
  let known: Set<string> | undefined;
  const look = () => {
    if (!ready.peek()) return;
    const late = lateWaits(
      conversations.peek().values(),
      labels.viewer.peek(),
      waitTargetMs.peek(),
      Date.now(),
    );
    if (known)
      for (const [key, conversation] of late) {
        const text = conversation.last_message?.text ?? '';
        if (!known.has(key)) tell({ kind: 'late_wait', conversation, from: null, text });
      }
    known = new Set(late.keys());
  };
  const timer = setInterval(look, LATE_LOOK_MS);
  return () => clearInterval(timer);
}
