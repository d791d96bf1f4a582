import type { Bubble, Group } from '../panel/log-rows.ts';
import { Avatar } from './avatar.tsx';
import { LinkedText } from './linked-text.tsx';
import { usePanel } from './panel-context.ts';
import { Part } from './part.tsx';

const Status = ({ bubble }: { bubble: Bubble }) => {
  const { store, t, time } = usePanel();
  if (bubble.state === 'failed') {
    return (
      <p class="mark bad" role="alert">
        {t('notSent')}{' '}
        <button type="button" class="link" onClick={() => store.session.retry(bubble.key)}>
          {t('tryAgain')}
        </button>{' '}
        <button type="button" class="link quiet" onClick={() => store.session.discard(bubble.key)}>
          {t('discard')}
        </button>
      </p>
    );
  }
  if (bubble.mark === 'held') {
    return (
      <p class="mark" role="status">
        {t('held')}
      </p>
    );
  }
  if (bubble.mark === 'pending') {
    const live = store.online.value && store.state.value.connection.kind !== 'waiting';
    return <p class="mark late">{t(live ? 'sending' : 'sendingLater')}</p>;
  }
  if (!bubble.mark) return null;
  return (
    <p class="mark">
      {t(bubble.mark)} <time dateTime={bubble.at}>{time(bubble.at)}</time>
    </p>
  );
};

export const MessageGroup = ({ group }: { group: Group }) => {
  const { siteName, t, time } = usePanel();
  const name = group.own ? t('you') : (group.name ?? siteName);
  return (
    <li class={group.own ? 'group own' : 'group'}>
      {!group.own && (
        <p class="name" aria-hidden="true">
          {name} <time dateTime={group.at}>{time(group.at)}</time>
        </p>
      )}
      {!group.own && <Avatar name={name} />}
      {group.bubbles.map((bubble) => (
        <div class="line" key={bubble.key} data-seq={bubble.seq}>
          <span class="vh">{t('saidAt', { name, time: time(bubble.at) })}</span>
          <Part name="said" of={bubble} />
          {bubble.text && (
            <div class={bubble.state === 'stored' ? 'bubble' : 'bubble faint'}>
              <LinkedText text={bubble.text} />
            </div>
          )}
          {bubble.became && <p class="mark">{t(bubble.became)}</p>}
          <Status bubble={bubble} />
        </div>
      ))}
    </li>
  );
};
