import { createSafeStore, createWebStore } from '../../shared/client/stores.ts';
import type { KeyValueStore } from '../../shared/client/types.ts';
import type { WidgetOptions } from '../shell/widget-options.ts';

/** Not there for `none`, nor where the page denies it. Options may change: ask at every use. */
export const keptIn = ({ storage }: WidgetOptions): Storage =>
  self[`${storage as 'local' | 'session'}Storage`];

/** What the options let the visitor be kept in; memory where there is nothing. */
export const createBrowserStore = (options: WidgetOptions): KeyValueStore =>
  createSafeStore(createWebStore(() => keptIn(options)));
