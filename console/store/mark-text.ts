import type { Entry } from '../../shared/protocol/entries.ts';
import type { Priority } from '../../shared/protocol/inbox.ts';
import { moment } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';

const WOKEN = {
  time: 'event.woken-time',
  visitor: 'event.woken-visitor',
  agent: 'event.woken-agent',
} as const;

/** What agents did with a conversation among themselves; undefined of anything else. */
export function markText({ type, sender, body }: Entry): string | undefined {
  const name = sender.name ?? t('event.somebody');
  switch (type) {
    case 'snoozed': {
      const { until } = body;
      if (typeof until === 'string') return t('event.snoozed-until', { name, when: moment(until) });
      return until === null ? t('event.snoozed-reply', { name }) : undefined;
    }
    case 'woken':
      return isWhy(body['why']) ? t(WOKEN[body['why']], { name }) : undefined;
    case 'prioritized': {
      const { priority } = body;
      return isPriority(priority)
        ? t('event.prioritized', { name, priority: t(`priority.${priority}`) })
        : undefined;
    }
    case 'tagged':
    case 'untagged': {
      const { name: tag } = body;
      if (typeof tag !== 'string') return undefined;
      return sender.kind === 'system'
        ? t('event.untagged-deleted', { tag })
        : t(`event.${type}`, { name, tag });
    }
    default:
      return undefined;
  }
}

const isWhy = (why: unknown): why is keyof typeof WOKEN =>
  typeof why === 'string' && Object.hasOwn(WOKEN, why);
const isPriority = (value: unknown): value is Priority => value === 0 || value === 1 || value === 2;
