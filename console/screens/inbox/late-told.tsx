import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { lateWaits } from '../../store/attention/notices.ts';
import { now } from '../../store/clock.ts';
import { useDesk, visitorName } from './desk-context.ts';

/** Says each wait that passes the target once; the lists show it in red. What was late before one came is only shown. */
export function LateTold() {
  const { conversations, labels, waitTargetMs, ready } = useDesk();
  const known = useRef<Set<string>>(undefined);
  const [words, setWords] = useState('');
  const isReady = ready.value;
  const late = lateWaits(conversations.value.values(), labels.viewer.value, waitTargetMs.value, now.value);
  const key = [...late.keys()].join();
  useEffect(() => {
    if (!isReady) return;
    const before = known.current;
    known.current = new Set(late.keys());
    if (!before) return;
    const fresh = [...late].filter(([one]) => !before.has(one));
    const said = fresh.map(([, conversation]) => t('notice.late', { name: visitorName(conversation) }));
    if (said.length > 0) setWords(said.join('\n'));
  }, [isReady, key]);
  return (
    <div class="hidden" role="log" aria-live="polite" aria-label={t('supervision.longest')}>
      {words}
    </div>
  );
}
