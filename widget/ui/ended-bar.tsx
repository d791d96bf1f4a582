import { usePanel } from './panel-context.ts';

export const EndedBar = () => {
  const { store, t, focusComposer } = usePanel();
  const startNew = (): void => {
    store.startNew();
    setTimeout(focusComposer);
  };
  return (
    <div class="ended">
      <button type="button" class="primary" onClick={startNew}>
        {t('startNew')}
      </button>
    </div>
  );
};
