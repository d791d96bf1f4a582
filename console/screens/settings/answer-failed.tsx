import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** What a page says when our server gave it nothing to show, and the way to ask again. */
export function AnswerFailed({ error, again }: { error: unknown; again: () => void }) {
  const action = (
    <Button kind="primary" onClick={again}>
      {t('error.try-again')}
    </Button>
  );
  return (
    <Notice icon="cloud" alert title={t('settings.failed')} action={action}>
      {explainError(error)}
    </Notice>
  );
}
