import type { ComponentType } from 'preact';
import { usePanel } from './panel-context.ts';

/** Where a piece that comes later has its place. */
export type PartName =
  /** Before and after what the header says. */
  | 'back'
  | 'menu'
  /** Under the header. */
  | 'notice'
  /** In place of log and composer. */
  | 'page'
  /** In place of the greeting, while nothing was said. */
  | 'hello'
  /** Who types, under the last message. */
  | 'typing'
  /** Beside the text, in the composer. */
  | 'tools'
  /** In place of the composer, once the conversation ended. */
  | 'ended';

export type Parts = Readonly<Partial<Record<PartName, ComponentType>>>;

export const Part = ({ name }: { name: PartName }) => {
  const View = usePanel().store.parts.value[name];
  return View ? <View /> : null;
};
