import { shortDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import { waitTone } from '../../store/waiting.ts';
import { useDesk } from '../inbox/desk-context.ts';

/** How long somebody waits, beside the target. */
export function Wait({ since }: { since: number }) {
  const { waitTargetMs } = useDesk();
  const waited = Math.max(0, now.value - since);
  const time = shortDuration(waited);
  const tone = waitTone(waited, waitTargetMs.value);
  return (
    <span class={`wait ${tone}`}>
      <span class="hidden">
        {t('list.waits', { time })}
        {tone === 'late' && ` ${t('list.over-target')}`}
      </span>
      <bdi aria-hidden="true">{time}</bdi>
    </span>
  );
}
