import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import type { Contact } from '../../store/colleagues.ts';
import { explainError } from '../../store/explain-error.ts';
import { ContactLine } from './contact-line.tsx';
import { listId, optionId } from './quick-picker.tsx';
import type { WordPicking } from './use-word-picker.ts';

/** Beside the note, which keeps the focus, as the quick responses are beside the reply. */
export function MentionPicker({ picking, error }: { picking: WordPicking<Contact>; error: unknown }) {
  const { id, found, active, query, choose, point } = picking;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active, found]);
  const none = error === undefined ? t('mention.none-found', { query }) : explainError(error);
  return (
    // A press must not take the focus, and with it the caret, out of the note.
    <div class="quick-picker mention-picker" onMouseDown={(event) => event.preventDefault()}>
      <div ref={list} id={listId(id)} class="quick-list" role="listbox" aria-label={t('mention.pick')}>
        {found.map((contact, index) => (
          <div
            key={contact.id}
            id={optionId(id, index)}
            class="contact"
            role="option"
            aria-selected={index === active}
            onMouseMove={() => index === active || point(index)}
            onClick={() => choose(contact)}
          >
            <ContactLine contact={contact} />
          </div>
        ))}
      </div>
      <p class={found.length > 0 ? 'hidden' : 'quick-status'} role="status">
        {found.length > 0 ? t('mention.count', { count: found.length }) : none}
      </p>
    </div>
  );
}
