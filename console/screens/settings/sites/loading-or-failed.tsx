import { t } from '../../../i18n/translate.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/late.tsx';
import { Notice } from '../../../ui/notice.tsx';

type State = { state: 'loading' } | { state: 'failed'; error: unknown; again: () => void };

export function LoadingOrFailed({ state }: { state: State }) {
  if (state.state === 'loading') return <Skeleton rows={3} kind="conversations" />;
  const again = (
    <Button kind="primary" onClick={state.again}>
      {t('error.try-again')}
    </Button>
  );
  return (
    <Notice icon="cloud" alert title={t('settings.failed')} action={again}>
      {explainError(state.error)}
    </Notice>
  );
}
