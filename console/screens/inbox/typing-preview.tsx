import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { useDesk } from './desk-context.ts';

interface Props {
  conversation: string;
  /** Of the visitor. */
  name: string;
  isTyping: boolean;
}

/** What the visitor is writing, where the workspace shows it: faint, since it was not said. */
export function TypingPreview({ conversation, name, isTyping }: Props) {
  const { session } = useDesk();
  const [text, setText] = useState('');
  useEffect(() => {
    setText('');
    return session.listen((event) => {
      if (event.type !== 'typing.changed' || event.conversation_id !== conversation) return;
      if (event.sender.kind === 'visitor') setText(event.typing ? (event.text ?? '') : '');
    });
  }, [session, conversation]);
  if (!isTyping || text.trim() === '') return null;
  return (
    <div class="typing-preview" role="note" aria-label={t('thread.preview', { name })}>
      <p dir="auto">{text}</p>
      <small>{t('thread.preview', { name })}</small>
    </div>
  );
}
