import type { DecisionReason, Entry } from '../../shared/protocol/entries.ts';
import { t } from '../i18n/translate.ts';

/** What an entry of routing tells in the thread; undefined where its body does not fit. */
export function routingText({ type, body }: Entry): string | undefined {
  const name = textIn(body, 'name');
  switch (type) {
    case 'assigned':
      return name === undefined ? undefined : assignedText(name, reasonOf(body));
    case 'offered': {
      const why = reasonOf(body);
      return name === undefined || !why ? undefined : t('event.offered', { name, ...because(why) });
    }
    case 'offer_passed':
      if (name === undefined) return undefined;
      return t(body['how'] === 'timed_out' ? 'event.timed-out' : 'event.declined', { name });
    case 'queued':
      return queuedText(textIn(body, 'team_name'), body['why']);
    case 'unattended':
      return unattendedText(textIn(body, 'team_name'), body['why']);
    default:
      return undefined;
  }
}

/** Whether the candidates of a decision are kept beside the entry. */
export const isDecision = ({ type, body }: Entry): boolean =>
  (type === 'assigned' || type === 'offered') && reasonOf(body) !== undefined;

const assignedText = (name: string, why: DecisionReason | undefined): string =>
  why ? t('event.assigned-why', { name, ...because(why) }) : t('event.assigned', { name });

const because = ({ rule, team, load, limit }: DecisionReason) => ({
  load: t('availability.load', { load, count: limit }),
  rule: rule === 'sticky' ? t('rule.sticky') : t(`rule.${rule}`, { team: team.name }),
});

function queuedText(team: string | undefined, why: unknown): string | undefined {
  if (team === undefined) return undefined;
  if (why !== 'overflow' && why !== 'transfer' && why !== 'agent_gone') return undefined;
  return t(`event.queued-${why}`, { team });
}

function unattendedText(team: string | undefined, why: unknown): string | undefined {
  if (team === undefined) return undefined;
  if (why !== 'declined' && why !== 'full' && why !== 'absent') return undefined;
  return t(`event.unattended-${why}`, { team });
}

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
