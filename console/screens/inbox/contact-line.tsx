import { t } from '../../i18n/translate.ts';
import type { Colleague } from '../../../shared/protocol/routing.ts';
import type { Contact } from '../../store/colleagues.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';

/** A colleague with what they say of themselves and what they have; a team with how many are in it. */
export function ContactLine({ contact }: { contact: Contact }) {
  if (contact.kind === 'team')
    return (
      <>
        <span class="team-mark" aria-hidden="true">
          <Icon name="people" size={18} />
        </span>
        <b>
          <bdi>{contact.name}</bdi>
        </b>
        <small>{t('teams.member-count', { count: contact.team.member_ids.length })}</small>
      </>
    );
  const { colleague } = contact;
  return (
    <>
      <Avatar name={contact.name} id={contact.id} size="small" />
      <b>
        <bdi>{contact.name}</bdi>
      </b>
      <small>
        <i class={`availability-dot ${colleague.connected ? lookOf(colleague) : 'offline'}`} />
        {standingOf(colleague)} · {t('availability.load', { load: colleague.load, count: colleague.limit })}
      </small>
    </>
  );
}

const lookOf = ({ availability, accepts_chats }: Colleague): string =>
  availability === 'online' && !accepts_chats ? 'finishing' : availability;

function standingOf(colleague: Colleague): string {
  const { connected, availability, reason } = colleague;
  const look = lookOf(colleague);
  if (!connected && availability === 'online') return t('mention.not-connected');
  if (reason !== null) return reason;
  return t(look === 'finishing' ? 'availability.finishing' : `availability.${availability}`);
}
