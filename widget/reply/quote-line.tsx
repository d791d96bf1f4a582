import { enReply } from '../i18n/en-reply.ts';
import { fill } from '../i18n/fill.ts';
import { usePanel } from '../ui/panel-context.ts';
import { wordsAt } from './quoted.ts';

/** [M13] What is answered, in the words that stand now. */
export const QuoteLine = ({ seq, onShow }: { seq: number; onShow: () => void }) => {
  const panel = usePanel();
  const { store, siteName, t } = panel;
  const words = panel.words('reply', enReply);
  const timeline = store.thread.value?.timeline;
  const said = timeline ? wordsAt(timeline, seq) : null;
  if (said === null) return <p class="quote">{words.gone}</p>;
  if (said === 'earlier')
    return (
      <button type="button" class="quote" onClick={onShow}>
        {words.earlier}
      </button>
    );
  const own = said.sender?.kind === 'visitor';
  const name = own ? t('you') : (said.sender?.name ?? siteName);
  return (
    <button type="button" class="quote" onClick={onShow}>
      <b>{fill(words.answering, { name })}</b>
      <span dir="auto">{String(said.body['text'])}</span>
    </button>
  );
};
