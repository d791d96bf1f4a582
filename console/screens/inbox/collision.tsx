import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../../shared/protocol/entries.ts';
import { t } from '../../i18n/translate.ts';
import { draftOf } from '../../store/drafts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './desk-context.ts';

interface Props {
  conversation: string;
  entries: readonly Entry[];
}

/** Says that a colleague replied while one was writing, until that was seen or the draft is gone. */
export function Collision({ conversation, entries }: Props) {
  const { me } = useDesk();
  const draft = draftOf(me.id, conversation).value;
  const [name, setName] = useState<string>();
  const seen = useRef<number | undefined>(undefined);
  const last = entries.at(-1)?.seq;
  useEffect(() => {
    const before = seen.current;
    if (last === undefined) return;
    seen.current = last;
    // What was there when one came is no surprise.
    if (before === undefined || draft.trim() === '') return;
    const reply = entries.findLast((entry) => entry.seq > before && isReplyOfAnother(entry, me.id));
    if (reply) setName(reply.sender.name ?? t('visitor.colleague'));
  }, [last]);
  useEffect(() => {
    if (draft.trim() === '') setName(undefined);
  }, [draft]);
  return (
    <div class="collision" role="status">
      {name !== undefined && (
        <p>
          <Icon name="alert" size={16} />
          <span>{t('collision.replied', { name })}</span>
          <button type="button" class="link" onClick={() => setName(undefined)}>
            {t('collision.dismiss')}
          </button>
        </p>
      )}
    </div>
  );
}

const isReplyOfAnother = ({ type, sender }: Entry, me: string): boolean =>
  type === 'message' && sender.kind === 'agent' && sender.id !== me;
