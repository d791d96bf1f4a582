import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { findContacts, type Contact } from '../../store/colleagues.ts';
import { explainError } from '../../store/explain-error.ts';
import { ContactLine } from './contact-line.tsx';
import { useDesk } from './desk-context.ts';
import { listId, optionId } from './quick-picker.tsx';

interface Props {
  label: string;
  without: (contact: Contact) => boolean;
  chosen: Contact | undefined;
  onChoose: (contact: Contact | undefined) => void;
}

/** Finds a colleague or a team. What is typed chooses the first that fits, arrows another: Enter is left to the form. */
export function ContactSearch({ label, without, chosen, onChoose }: Props) {
  const { colleagues } = useDesk();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const { value: known } = colleagues.contacts;
  const found = useMemo(
    () =>
      known
        ? inReachOrder(
            known.filter((one) => !without(one)),
            query,
          )
        : [],
    [known, query],
  );
  const at = found.findIndex((one) => one.id === chosen?.id);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  // Also when the answer comes after the words.
  useEffect(() => {
    if (query.trim() !== '' && at < 0 && found[0]) onChoose(found[0]);
  }, [known, query]);
  const type = (words: string) => {
    setQuery(words);
    onChoose(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.isComposing || found.length === 0) return;
    event.preventDefault();
    const next = at < 0 ? (step > 0 ? 0 : found.length - 1) : (at + step + found.length) % found.length;
    onChoose(found[next]);
  };
  return (
    <div class="contact-search">
      <label for={id}>{label}</label>
      <div class="field-box">
        <input
          id={id}
          ref={field}
          // An opening dialog gives it the focus, before the next key.
          autofocus
          role="combobox"
          type="text"
          autocomplete="off"
          spellcheck={false}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId(id)}
          aria-activedescendant={at < 0 ? undefined : optionId(id, at)}
          value={query}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId(id)} class="contacts" role="listbox" aria-label={t('mention.pick')}>
        {found.map((contact, index) => (
          <div
            key={contact.id}
            id={optionId(id, index)}
            class="contact"
            role="option"
            aria-selected={index === at}
            onClick={() => onChoose(contact)}
          >
            <ContactLine contact={contact} />
          </div>
        ))}
      </div>
      <Status
        count={found.length}
        query={query}
        error={known ? undefined : colleagues.error.value}
        known={known !== undefined}
      />
    </div>
  );
}

interface StatusProps {
  count: number;
  query: string;
  known: boolean;
  error: unknown;
}

function Status({ count, query, known, error }: StatusProps) {
  const words = () => {
    if (!known) return error === undefined ? t('app.loading') : explainError(error);
    if (count > 0) return t('mention.count', { count });
    return query === '' ? t('transfer.nobody') : t('mention.none-found', { query });
  };
  return (
    <p class={count > 0 ? 'hidden' : 'quick-status'} role="status">
      {words()}
    </p>
  );
}

/** Who could answer now before who could not; teams stand between. */
function inReachOrder(contacts: readonly Contact[], query: string): Contact[] {
  return findContacts(contacts, query).toSorted((a, b) => reach(a) - reach(b));
}

function reach(contact: Contact): number {
  if (contact.kind === 'team') return 1;
  const { connected, availability } = contact.colleague;
  return connected && availability === 'online' ? 0 : 2;
}
