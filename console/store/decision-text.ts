import type { DecisionReason, Entry } from '../../shared/protocol/entries.ts';
import { t } from '../i18n/translate.ts';

/** What an entry of routing tells in the thread; undefined where its body does not fit. */
export function routingText({ type, body, sender }: Entry): string | undefined {
  const name = textIn(body, 'name');
  switch (type) {
    case 'assigned':
      return name === undefined ? undefined : assignedText(name, body, sender);
    case 'offered': {
      const why = reasonOf(body);
      const from = nameIn(body['from']);
      if (name === undefined || (!why && from === undefined)) return undefined;
      return why
        ? t('event.offered', { name, ...because(why) })
        : t('event.offered-by', { name, from: from ?? '' });
    }
    case 'offer_passed':
      if (name === undefined) return undefined;
      if (nameIn(body['back_to']) !== undefined) return backText(name, body);
      return t(body['how'] === 'timed_out' ? 'event.timed-out' : 'event.declined', { name });
    case 'queued':
      return queuedText(textIn(body, 'team_name'), body['why'], sender.name);
    case 'unattended':
      return unattendedText(textIn(body, 'team_name'), body['why']);
    default:
      return undefined;
  }
}

/** Whether the candidates of a decision are kept beside the entry. */
export const isDecision = ({ type, body }: Entry): boolean =>
  (type === 'assigned' || type === 'offered') && reasonOf(body) !== undefined;

function assignedText(name: string, body: Entry['body'], sender: Entry['sender']): string {
  const why = reasonOf(body);
  if (why) return t('event.assigned-why', { name, ...because(why) });
  const from = nameIn(body['from']);
  if (body['by'] === 'takeover')
    return from === undefined ? t('event.took', { name }) : t('event.took-over', { name, from });
  if (body['by'] !== 'transfer') return t('event.assigned', { name });
  // Who accepts what a colleague offered is who takes it; otherwise whoever gave it away, whose ever it was.
  if (from !== undefined && sender.id === body['member_id']) return t('event.accepted-from', { name, from });
  return t('event.gave', { name, from: sender.name ?? from ?? t('event.somebody') });
}

function backText(name: string, body: Entry['body']): string {
  const from = nameIn(body['back_to']) ?? t('event.somebody');
  return t(body['how'] === 'timed_out' ? 'event.back-timed-out' : 'event.back-declined', { name, from });
}

const because = ({ rule, team, load, limit }: DecisionReason) => ({
  load: t('availability.load', { load, count: limit }),
  rule: rule === 'sticky' ? t('rule.sticky') : t(`rule.${rule}`, { team: team.name }),
});

function queuedText(team: string | undefined, why: unknown, from: string | null): string | undefined {
  if (team === undefined) return t('event.queued-nobody');
  if (why === 'transfer' && from !== null) return t('event.moved-by', { team, from });
  if (why !== 'team_deleted' && why !== 'overflow' && why !== 'transfer' && why !== 'agent_gone')
    return undefined;
  return t(`event.queued-${why}`, { team });
}

function unattendedText(team: string | undefined, why: unknown): string | undefined {
  if (team === undefined) return undefined;
  if (why !== 'declined' && why !== 'full' && why !== 'absent') return undefined;
  return t(`event.unattended-${why}`, { team });
}

const nameIn = (given: unknown): string | undefined =>
  typeof given === 'object' && given !== null ? textIn(given as Entry['body'], 'name') : undefined;

const textIn = (body: Entry['body'], key: string): string | undefined =>
  typeof body[key] === 'string' ? body[key] : undefined;

const RULES: readonly unknown[] = ['sticky', 'round_robin', 'least_busy', 'priority'];

/** Read by hand: the console carries no parser for what our own server wrote. */
function reasonOf({ why }: Entry['body']): DecisionReason | undefined {
  if (typeof why !== 'object' || why === null) return undefined;
  const { rule, team, load, limit } = why as Partial<DecisionReason>;
  const isWhole = typeof load === 'number' && typeof limit === 'number' && typeof team?.name === 'string';
  return isWhole && RULES.includes(rule) ? (why as DecisionReason) : undefined;
}
