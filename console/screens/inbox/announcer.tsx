import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { t } from '../../i18n/translate.ts';

interface Props {
  entries: readonly Entry[];
  visitorName: string;
}

/** Says new messages of the visitor once, politely, to those who do not see them come. */
export function Announcer({ entries, visitorName }: Props) {
  const told = useRef(entries.at(-1)?.seq ?? 0);
  const [words, setWords] = useState('');
  useEffect(() => {
    const fresh = entries.filter((entry) => entry.seq > told.current);
    told.current = Math.max(told.current, entries.at(-1)?.seq ?? 0);
    const said = fresh
      .filter((entry) => entry.type === 'message' && entry.sender.kind === 'visitor')
      .map((entry) => t('thread.new-announcement', { name: visitorName, text: String(entry.body['text']) }));
    if (said.length > 0) setWords(said.join('\n'));
  }, [entries, visitorName]);
  return (
    <div class="hidden" role="log" aria-live="polite">
      {words}
    </div>
  );
}
