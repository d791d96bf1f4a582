import type { ChatOptions } from '../options.ts';
import { quiet } from '../shell/quiet.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { activeKey, onStorage } from '../shell/storage-keys.ts';
import { whenIdle } from '../shell/when-idle.ts';
import { awake } from './awake.ts';

/** Loads the panel as early as the page wants it, and where a conversation goes on. */
export const wake = (host: SetupHost, { autoload, mode }: Partial<ChatOptions>, mayRead: boolean): void => {
  const load = (): void => void quiet(awake(host));
  const kind = host.options.storage;
  const key = activeKey(host.config.site);
  const goesOn = (): boolean =>
    mayRead &&
    kind !== undefined &&
    kind !== 'none' &&
    onStorage(kind, (storage) => storage.getItem(key) !== null) === true;
  if (mode === 'inline') void host.chat.open();
  else if (autoload === 'immediate') load();
  else if (autoload === 'idle' || (autoload !== 'manual' && goesOn())) whenIdle(load);
};
