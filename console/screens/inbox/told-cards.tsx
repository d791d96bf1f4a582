import { useState } from 'preact/hooks';
import type { AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { navigate } from '../../store/route.ts';
import { stored } from '../../store/stored.ts';
import type { Told } from '../../store/told.ts';
import { Button } from '../../ui/button.tsx';
import { stateWords } from './availability-words.ts';
import { useDesk, visitorName } from './desk-context.ts';

/** What colleagues did to this agent's chats and availability, until it was seen. */
export function ToldCards() {
  const desk = useDesk();
  const { value: state } = desk.standing.state;
  return (
    <div class="told" role="status">
      {state && <Set state={state} member={desk.me.id} />}
      {desk.told.told.value.map((one) => (
        <Card key={one.key} one={one} />
      ))}
    </div>
  );
}

function Set({ state, member }: { state: AvailabilityState; member: string }) {
  const key = `availability-seen.${member}`;
  const [seen, setSeen] = useState(() => stored.read(key));
  const { set_by: by, since, reason } = state;
  if (by === null || by.id === member || seen === since) return null;
  const dismiss = () => {
    stored.write(key, since);
    setSeen(since);
  };
  return (
    <article class="told-card">
      <p>
        {t('availability.told', { name: by.name, state: stateWords(state) })}
        {reason !== null && <small>{t('told.reason', { reason })}</small>}
      </p>
      <div class="offer-actions">
        <Button onClick={dismiss}>{t('told.dismiss')}</Button>
      </div>
    </article>
  );
}

function Card({ one }: { one: Told }) {
  const { workspace, told } = useDesk();
  const { key, what, name, conversation } = one;
  const open = () => {
    told.dismiss(key);
    navigate({ name: 'conversation', workspace, view: 'all', conversation: conversation.id });
  };
  return (
    <article class="told-card">
      <p>{t(`told.${what}`, { name, visitor: visitorName(conversation) })}</p>
      <div class="offer-actions">
        <Button onClick={open}>{t('told.open')}</Button>
        <Button kind="quiet" onClick={() => told.dismiss(key)}>
          {t('told.dismiss')}
        </Button>
      </div>
    </article>
  );
}
