const NOTES = [
  { hz: 660, at: 0 },
  { hz: 880, at: 0.09 },
];
const LENGTH_S = 0.32;
const LOUDNESS = 0.06;

/** Two soft notes, made here: nothing is fetched, and no policy of the page stands against it. */
export const playTone = async (): Promise<void> => {
  // Before the first gesture a browser keeps it silent, and complains in the console.
  if (!navigator.userActivation?.hasBeenActive) return;
  const audio = new AudioContext();
  const from = audio.currentTime;
  for (const { hz, at } of NOTES) {
    const note = audio.createOscillator();
    const gain = audio.createGain();
    note.frequency.value = hz;
    gain.gain.setValueAtTime(0, from + at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + at + LENGTH_S);
    note.connect(gain).connect(audio.destination);
    note.start(from + at);
    note.stop(from + at + LENGTH_S);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000 * (LENGTH_S + 0.3)));
  await audio.close();
};
