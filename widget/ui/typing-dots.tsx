import { Avatar } from './avatar.tsx';
import { usePanel } from './panel-context.ts';

export const TypingDots = () => {
  const { store, siteName, t } = usePanel();
  const typing = store.thread.value?.typing ?? [];
  return (
    <>
      {typing.map((sender) => (
        <li class="group typing" key={sender.name}>
          <Avatar name={sender.name ?? siteName} />
          <div class="bubble">
            <span class="vh">{t('typing', { name: sender.name ?? siteName })}</span>
            <i />
            <i />
            <i />
          </div>
        </li>
      ))}
    </>
  );
};
