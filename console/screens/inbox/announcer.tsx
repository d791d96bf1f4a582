import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { t } from '../../i18n/translate.ts';

interface Props {
  entries: readonly Entry[];
  visitorName: string;
  me: string;
}

/** Says new messages of the visitor, and notes of colleagues, once, politely, to those who do not see them come. */
export function Announcer({ entries, visitorName, me }: Props) {
  const told = useRef(entries.at(-1)?.seq ?? 0);
  const [words, setWords] = useState('');
  useEffect(() => {
    const fresh = entries.filter((entry) => entry.seq > told.current);
    told.current = Math.max(told.current, entries.at(-1)?.seq ?? 0);
    const said = fresh.flatMap((entry) => {
      const text = String(entry.body['text']);
      if (entry.type === 'message' && entry.sender.kind === 'visitor')
        return [t('thread.new-announcement', { name: visitorName, text })];
      if (entry.type !== 'note' || entry.sender.id === me) return [];
      return [t('thread.new-note', { name: entry.sender.name ?? t('visitor.colleague'), text })];
    });
    if (said.length > 0) setWords(said.join('\n'));
  }, [entries, visitorName]);
  return (
    <div class="hidden" role="log" aria-live="polite">
      {words}
    </div>
  );
}
