/** One chunk for what is done with messages, loaded with the first conversation on screen. */
export { beginLines } from './begin-lines.ts';
export { jumpTo } from './jump-to.ts';
