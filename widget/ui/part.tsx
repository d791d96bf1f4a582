import type { ComponentType } from 'preact';
import type { Bubble } from '../panel/log-rows.ts';
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
  /** With each message, before its words. */
  | 'said'
  /** Beside the text, in the composer. */
  | 'tools'
  /** In place of the composer, once the conversation ended. */
  | 'ended';

/** `of` is the message that it stands with. */
export interface PartProps {
  of?: Bubble | undefined;
}

export type Parts = Readonly<Partial<Record<PartName, ComponentType<PartProps>>>>;

export const Part = ({ name, of }: { name: PartName } & PartProps) => {
  const View = usePanel().store.parts.value[name];
  return View ? <View of={of} /> : null;
};
