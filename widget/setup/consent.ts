import type { ChatOptions } from '../options.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { quiet } from '../shell/quiet.ts';
import { wake } from './wake.ts';

export interface Consent {
  /** Whether nothing stands against storing and greeting. */
  allowed(): boolean;
  set(agreed: boolean): Promise<void>;
  /** Options may ask for consent, or for another storage, from now on. */
  apply(): void;
  onChange(listener: () => void): () => void;
}

/**
 * [S29] Where consent is required and not given, the chat keeps to memory. Who writes all the same asks for a conversation,
 * and has it for as long as the page is open.
 */
export const createConsent = (host: SetupHost, chosen: () => Partial<ChatOptions>): Consent => {
  const { chat, options, config } = host;
  const listeners = new Set<() => void>();
  let agreed: boolean | undefined;

  const allowed = (): boolean => {
    const required = (chosen().consent ?? (config.settings.consent && 'required')) === 'required';
    return agreed ?? !required;
  };
  const apply = (): void => {
    const kind = allowed() ? (chosen().storage ?? 'local') : 'none';
    const changed = kind !== (options.storage ?? 'local') || allowed() !== (options.agreed ?? true);
    options.storage = kind;
    options.agreed = allowed();
    // What memory held moves to where it may be kept, and what waited to be told is told.
    if (changed && allowed() && host.panel) void quiet(host.panel.later('setConsent', [true]));
  };
  return {
    allowed,
    apply,
    async set(now) {
      if (now === agreed) return;
      // Before the storage changes: what stands in it is to go.
      if (!now) await chat.reset();
      agreed = now;
      apply();
      for (const listener of listeners) listener();
      if (now) wake(host, { ...chosen(), mode: 'floating' }, true);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
