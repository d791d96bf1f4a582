import { adoptStyles } from '../panel/adopt-styles.ts';
import { beginReply } from '../reply/begin-reply.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { TypingDots } from '../ui/typing-dots.tsx';
import { LINES_CSS } from './lines.css.ts';
import { touchLines } from './touch-lines.ts';
import { walkLines } from './walk-lines.ts';

/** What a conversation's messages can do: tell their times, be walked to, be answered; and that more are being written. */
export const beginLines = (context: PanelContext): (() => void) => {
  const { root, store } = context;
  const over = new AbortController();
  const on = (name: string, listener: EventListener): void => root.addEventListener(name, listener, over);
  adoptStyles(root, LINES_CSS);
  walkLines(root, on);
  touchLines(root, on);
  store.setPart('typing', TypingDots);
  const endReply = beginReply(context);
  return () => {
    over.abort();
    endReply();
  };
};
