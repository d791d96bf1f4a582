import { signal, type ReadonlySignal } from '@preact/signals';
import type { Tone } from '../../../shared/preferences/registry.ts';

interface Note {
  /** In hertz, and where it glides to. */
  from: number;
  to?: number;
  /** In seconds after the start, and how long it rings. */
  at: number;
  rings: number;
  shape: OscillatorType;
}

/** Made, not downloaded. */
const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  bell: [
    { from: 880, at: 0, rings: 0.5, shape: 'sine' },
    { from: 1318.5, at: 0.12, rings: 0.7, shape: 'sine' },
  ],
  drop: [{ from: 1200, to: 480, at: 0, rings: 0.22, shape: 'sine' }],
  knock: [
    { from: 190, to: 90, at: 0, rings: 0.1, shape: 'triangle' },
    { from: 190, to: 90, at: 0.16, rings: 0.1, shape: 'triangle' },
  ],
};

/** The tones of one tab. A browser lets a tab sound only after the person clicked or typed in it. */
export interface Tones {
  readonly isUnlocked: ReadonlySignal<boolean>;
  /** In percent of the device's volume. */
  play(tone: Tone, volume: number): void;
  close(): void;
}

const GESTURES = ['pointerdown', 'keydown'] as const;

export function openTones(): Tones {
  const isUnlocked = signal(false);
  let context: AudioContext | undefined;
  const unlock = () => {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context
      .resume()
      .then(() => {
        isUnlocked.value = context?.state === 'running';
        if (isUnlocked.value) stopListening();
      })
      .catch(() => undefined);
  };
  const stopListening = () => GESTURES.forEach((name) => document.removeEventListener(name, unlock, true));
  for (const name of GESTURES) document.addEventListener(name, unlock, true);
  return {
    isUnlocked,
    play(tone, volume) {
      if (!context || volume === 0) return;
      const { currentTime: now, destination } = context;
      for (const note of TONES[tone]) ring(context, destination, note, now, volume / 100);
    },
    close() {
      stopListening();
      isUnlocked.value = false;
      void context?.close().catch(() => undefined);
    },
  };
}

function ring(context: AudioContext, to: AudioNode, note: Note, now: number, volume: number): void {
  const start = now + note.at;
  const end = start + note.rings;
  const source = context.createOscillator();
  const gain = context.createGain();
  source.type = note.shape;
  source.frequency.setValueAtTime(note.from, start);
  if (note.to !== undefined) source.frequency.exponentialRampToValueAtTime(note.to, end);
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, volume * 0.5), start + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, end);
  source.connect(gain).connect(to);
  source.start(start);
  source.stop(end);
}
