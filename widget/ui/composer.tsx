import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BellhopError } from '../../shared/errors.ts';
import { Icon, SEND } from './icons.tsx';
import { usePanel } from './panel-context.ts';
import { Part } from './part.tsx';

/** The compiler holds this to the protocol's number, which a page must not import. */
const MAX_TEXT_LENGTH: typeof import('../../shared/protocol/limits.ts').MAX_TEXT_LENGTH = 10_000;

/** As tall as its text; the style sheet ends it at five lines. A hidden one has no height to go by. */
const useGrowing = (text: string, open: boolean) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    if (area.scrollHeight) area.style.height = `${area.scrollHeight}px`;
  }, [text, open]);
  return field;
};

const useSending = () => {
  const { store, t } = usePanel();
  const [trouble, setTrouble] = useState('');
  const send = (): void => {
    const text = store.draft.value;
    if (!text.trim()) return;
    try {
      store.send(text);
      store.setDraft('');
      store.atEnd.value = true;
      setTrouble('');
    } catch (error) {
      const tooLong = text.length > MAX_TEXT_LENGTH;
      if (!(error instanceof BellhopError)) throw error;
      setTrouble(tooLong ? t('tooLong', { n: MAX_TEXT_LENGTH.toLocaleString() }) : t('rejected'));
    }
  };
  return { trouble, setTrouble, send };
};

export const Composer = () => {
  const { store, t } = usePanel();
  const text = store.draft.value;
  const field = useGrowing(text, store.open.value);
  const { trouble, setTrouble, send } = useSending();

  const tellTyping = (typing: boolean): void => {
    const id = store.conversation.value?.id;
    if (id) store.session.typing(id, typing, store.isSeen.value ? store.draft.value : undefined);
  };
  const onInput = (event: { currentTarget: HTMLTextAreaElement }): void => {
    store.setDraft(event.currentTarget.value);
    setTrouble('');
    tellTyping(event.currentTarget.value !== '');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // keyCode 229: some input methods report the Enter that ends a composition as one after it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.focus();
      }}
    >
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <div class="box">
        <textarea
          id="message"
          ref={field}
          rows={1}
          dir="auto"
          aria-label={t('message')}
          placeholder={t('writeMessage')}
          enterkeyhint="send"
          value={text}
          onInput={onInput}
          onKeyDown={onKeyDown}
          onBlur={() => tellTyping(false)}
        />
        <Part name="tools" />
        <button type="submit" class="send" aria-label={t('send')} disabled={!text.trim()}>
          <Icon path={SEND} size={19} />
        </button>
      </div>
    </form>
  );
};
