import { Avatar } from './avatar.tsx';
import { CLOSE, Icon } from './icons.tsx';
import { usePanel } from './panel-context.ts';
import { Part } from './part.tsx';
import { useBackAt } from './use-back-at.ts';

/** Who is there and what to expect of them: only what is known. */
export const Header = () => {
  const { store, siteName, t, close } = usePanel();
  const conversation = store.conversation.value;
  const back = useBackAt();
  const agent = conversation?.agent?.name;
  const ended = conversation?.status === 'ended';
  const site = <span id="site">{siteName}</span>;
  return (
    <div class="head">
      <Part name="back" />
      <Avatar name={agent ?? siteName} large />
      <div class="who">
        <h2>{agent ?? site}</h2>
        <p>
          {agent && site}
          {agent && ended && ' · '}
          {ended ? t('conversationEnded') : !agent && (store.expectation.value || back || t('expectation'))}
        </p>
      </div>
      <Part name="menu" />
      <button type="button" class="icon" aria-label={t('close')} onClick={close}>
        <Icon path={CLOSE} />
      </button>
    </div>
  );
};
