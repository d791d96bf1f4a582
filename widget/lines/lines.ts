export { jumpTo } from './jump-to.ts';
export { walkLines } from './walk-lines.ts';
