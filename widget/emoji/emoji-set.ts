import type { enEmoji } from '../i18n/en-emoji.ts';

export const COLUMNS = 8;

/** What people answer each other with, by the rows of a group. What is newer than 2019 is no sign everywhere yet. */
export const EMOJI: Readonly<Record<keyof typeof enEmoji, string>> = {
  faces: '😀😄😂🤣😊🙂😉😍😘😋😎🤩🤔🙄😐😴😕😢😭😱😡🤯🥳🤗',
  hands: '👍👎👌👋👏🙏💪🤝🤞🙌👉👈👆👇🤷🙋',
  hearts: '❤️💚💙💜💯🎉🎁💐',
  things: '🔥✨🌟💡🚀📦📷📞💳🔒🔑⏰🌱🌹🍀🎂',
};

const segmenter = new Intl.Segmenter();

/** One row after another. */
export const rowsOf = (written: string): string[][] => {
  const all = [...segmenter.segment(written)].map(({ segment }) => segment);
  return Array.from({ length: all.length / COLUMNS }, (_, at) => all.slice(at * COLUMNS, (at + 1) * COLUMNS));
};
