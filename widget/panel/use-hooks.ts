import { BellhopError } from '../../shared/errors.ts';
import type { Hooks, Unsubscribe } from '../chat.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { LaterPanel } from './later-methods.ts';
import type { ReadEntry } from './log-rows.ts';

/** The page's code may throw: it is told, and what it looked at passes as it was. */
const ask = (emit: PanelHost['emit'], look: () => string | false | void, text: string): string | false => {
  try {
    const said = look();
    return typeof said === 'string' || said === false ? said : text;
  } catch (error) {
    emit('error', { error: error as Error });
    return text;
  }
};

/** Puts the page's hooks between the composer and the outbox, and between the log and what is drawn of it. */
export const useHooks = async ({ context, host }: LaterPanel, hooks: Hooks): Promise<Unsubscribe> => {
  const { store } = context;
  if (typeof hooks !== 'object' || hooks === null)
    throw new BellhopError('bad_request', 'use takes an object: { beforeSend, beforeDisplay }.');
  let used = true;

  const { send } = store;
  store.send = (text) => {
    const asked = used && hooks.beforeSend ? ask(host.emit, () => hooks.beforeSend?.({ text }), text) : text;
    if (asked === false) throw new BellhopError('forbidden', 'beforeSend kept this message back.');
    return send(asked);
  };

  const shown =
    (read: ReadEntry): ReadEntry =>
    (entry, at) => {
      const item = read(entry, at);
      if (!used || !hooks.beforeDisplay || item?.kind !== 'said') return item;
      const { text, name, own } = item;
      const asked = ask(host.emit, () => hooks.beforeDisplay?.({ text, name, own }), text);
      return asked === false ? null : { ...item, text: asked };
    };
  let given = store.readEntry.peek();
  let wrapped = shown(given);
  store.readEntry.value = wrapped;
  // The code that reads the log may come after the hook, and takes its place.
  const stop = store.readEntry.subscribe((read) => {
    if (read === wrapped || !used) return;
    given = read;
    wrapped = shown(read);
    store.readEntry.value = wrapped;
  });
  return () => {
    used = false;
    stop();
    if (store.readEntry.peek() === wrapped) store.readEntry.value = given;
  };
};
