/** One chunk, whichever is asked for first. */
export { beginRating } from './begin-rating.tsx';
export { rate } from './rating-state.ts';
