import type { PublicGreeting } from '../../shared/widget-settings/greeting-rules.ts';
import type { AsideHost } from '../shell/aside-contract.ts';
import { keyPrefix, onStorage } from '../shell/storage-keys.ts';

type Kept = Pick<AsideHost, 'store' | 'options' | 'config' | 'mayAct'>;

export interface HadBefore {
  has(rule: PublicGreeting): boolean;
  /** Remembers a greeting, where the visitor gave cause to remember anything. */
  shown(rule: PublicGreeting): void;
  /** Remembers it because the visitor acted on it. */
  actedOn(rule: PublicGreeting): void;
  /** Whether this browser keeps anything of an earlier visit. */
  isReturning(): boolean;
}

const read = (text: string | null | undefined): string[] => {
  try {
    const ids: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

/**
 * [S29] What greeted somebody before is stored from their first act on, not before: a visitor who only looks leaves no
 * trace, and may be greeted again on the next page.
 */
export const createHadBefore = ({ store, options, config, mayAct }: Kept): HadBefore => {
  const key = `${keyPrefix(config.site)}greeted`;
  const inSession = () => onStorage('session', (storage) => storage.getItem(key));
  const knows = (): boolean => store.keys(keyPrefix(config.site)).length > 0;

  const remember = ({ id, once }: PublicGreeting): void => {
    if (!mayAct()) return;
    if (once !== 'session')
      return store.set(key, JSON.stringify([...new Set([...read(store.get(key)), id])]));
    if (options.storage === 'none') return;
    onStorage('session', (storage) =>
      storage.setItem(key, JSON.stringify([...new Set([...read(inSession()), id])])),
    );
  };
  return {
    has: ({ id, once }) => read(once === 'session' ? inSession() : store.get(key)).includes(id),
    shown: (rule) => knows() && remember(rule),
    actedOn: remember,
    isReturning: knows,
  };
};
