import { t } from '../../i18n/translate.ts';
import type { Quote } from '../../store/thread-rows.ts';

/** [M13] What is answered; it leads there. Earlier ones come with the earlier messages. */
export function QuoteLine({ quote }: { quote: Quote }) {
  if (quote.kind !== 'said') return <p class="quote">{t(`quote.${quote.kind}`)}</p>;
  return (
    <button type="button" class="quote" onClick={() => showSaid(quote.seq)}>
      <b>{t('quote.answering', { name: quote.name })}</b>
      <span dir="auto">{quote.text}</span>
    </button>
  );
}

function showSaid(seq: number): void {
  const row = document.querySelector<HTMLElement>(`.log [data-seq="${seq}"]`);
  if (!row) return;
  for (const found of document.querySelectorAll('.log .found')) found.classList.remove('found');
  row.classList.add('found');
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView?.({ block: 'center' });
}
