import { effect } from '@preact/signals';
import type { Standing } from './standing.ts';

const IDLE_MS = 10 * 60_000;
const LOOK_MS = 15_000;
/** How often an input is told to other tabs. */
const TELL_MS = 5_000;
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Says that somebody who is online is away, after a time without input in any tab, and takes it back with the next
 * input. What the person or an admin chose stays: only being away by itself ends so. Returns how to stop it.
 */
export function watchIdle({ state, change }: Pick<Standing, 'state' | 'change'>, member: string): () => void {
  const key = `bellhop.console.input.${member}`;
  let last = Date.now();
  let told = 0;
  /** Said once a time without input: another device may know better. */
  let isArmed = true;
  let isComingBack = false;

  const isIdle = () => Date.now() - Math.max(last, readTime(key)) >= IDLE_MS;
  const comeBack = () => {
    const { value } = state;
    if (!value?.by_itself || value.availability !== 'away' || isComingBack) return;
    isComingBack = true;
    const { accepts_chats, reason } = value;
    void change({ availability: 'online', accepts_chats, reason, by_itself: false }).finally(() => {
      isComingBack = false;
    });
  };
  const onInput = () => {
    last = Date.now();
    isArmed = true;
    if (last - told >= TELL_MS) writeTime(key, (told = last));
    comeBack();
  };
  const look = () => {
    const { value } = state;
    if (!isArmed || value?.availability !== 'online' || !isIdle()) return;
    isArmed = false;
    const { accepts_chats, reason } = value;
    void change({ availability: 'away', accepts_chats, reason, by_itself: true });
  };

  for (const name of INPUTS) document.addEventListener(name, onInput, { capture: true, passive: true });
  const timer = setInterval(look, LOOK_MS);
  // Another device fell asleep while somebody works at this one.
  const stop = effect(() => {
    if (state.value?.by_itself && !isIdle()) comeBack();
  });
  return () => {
    stop();
    clearInterval(timer);
    for (const name of INPUTS) document.removeEventListener(name, onInput, { capture: true });
  };
}

/** 0 where storage is blocked: then each tab knows of itself alone. */
function readTime(key: string): number {
  try {
    return Number(localStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

function writeTime(key: string, at: number): void {
  try {
    localStorage.setItem(key, String(at));
  } catch {
    // Told to nobody.
  }
}
