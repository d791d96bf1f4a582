import type { ConnectionState } from '../../shared/client/types.ts';
import { usePanel } from './panel-context.ts';

const troubleOf = (state: ConnectionState, online: boolean) => {
  if (state.kind === 'refused') return state.error.code === 'unsupported_version' ? 'outdated' : 'refused';
  if (!online) return 'offline';
  return state.kind === 'waiting' || (state.kind === 'connecting' && state.attempt > 1)
    ? 'reconnecting'
    : null;
};

/** Trouble with the line, in one slim line. Always there, so that screen readers hear it fill. */
export const ConnectionLine = () => {
  const { store, t } = usePanel();
  const trouble = troubleOf(store.state.value.connection, store.online.value);
  return (
    <div role="status">
      {trouble && (
        <p class="slim">
          {t(trouble)}{' '}
          {trouble === 'outdated' && (
            <button type="button" class="link" onClick={() => location.reload()}>
              {t('reload')}
            </button>
          )}
        </p>
      )}
    </div>
  );
};
