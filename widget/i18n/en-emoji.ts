/** The groups of emoji beside the composer: loaded when they are asked for. */
export const enEmoji = {
  faces: 'Faces',
  hands: 'Hands',
  hearts: 'Hearts and wishes',
  things: 'Things',
};
