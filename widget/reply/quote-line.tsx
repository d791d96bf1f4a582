import { enReply } from '../i18n/en-reply.ts';
import { fill } from '../i18n/fill.ts';
import { jumpTo } from '../lines/jump-to.ts';
import { usePanel } from '../ui/panel-context.ts';
import { wordsAt } from './quoted.ts';

/** [M13] What is answered, in the words that stand now, and the way there. */
export const QuoteLine = ({ seq, tabIndex }: { seq: number; tabIndex: number }) => {
  const panel = usePanel();
  const { store, siteName, t } = panel;
  const words = panel.words('reply', enReply);
  const timeline = store.thread.value?.timeline;
  const said = timeline ? wordsAt(timeline, seq) : null;
  if (!said) return <p class="quote">{words.gone}</p>;
  const isEarlier = said === 'earlier';
  const name = !isEarlier && (said.sender?.kind === 'visitor' ? t('you') : (said.sender?.name ?? siteName));
  return (
    <button
      type="button"
      class="quote"
      tabIndex={tabIndex}
      onClick={() => void jumpTo(panel, store.currentId.peek()!, seq)}
    >
      {isEarlier ? (
        words.earlier
      ) : (
        <>
          <b>{fill(words.answering, { name: name as string })}</b>{' '}
          <span dir="auto">{String(said.body['text'])}</span>
        </>
      )}
    </button>
  );
};
