/** Faces from the worst to the best, as path data on a grid of 24, inside a circle of radius 10 around 12 12. */
export const RATING_FACES: readonly string[] = [
  'M7.6 9l2.4 1.2M16.4 9 14 10.2M8 17c1.4-3 6.6-3 8 0',
  'M9 9.6v.6M15 9.6v.6M8.4 16.4c1.4-1.6 5.8-1.6 7.2 0',
  'M9 9.6v.6M15 9.6v.6M8.5 15.4h7',
  'M9 9.6v.6M15 9.6v.6M8.2 14.4c1.4 2.2 6.2 2.2 7.6 0',
  'M7.8 10c.5-1.2 1.9-1.2 2.4 0M13.8 10c.5-1.2 1.9-1.2 2.4 0M7.4 13.6h9.2c-.6 4.6-8.6 4.6-9.2 0z',
];
