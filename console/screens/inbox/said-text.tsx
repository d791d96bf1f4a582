import { t } from '../../i18n/translate.ts';
import { splitMentions } from '../../store/mention-text.ts';
import type { Bubble } from '../../store/thread-rows.ts';
import { Linked, MessageText } from '../../ui/message-text.tsx';
import { useDesk } from './desk-context.ts';

/** What was said as it stands now; what colleagues may still read of it stands behind it. */
export function SaidText({ row }: { row: Bubble }) {
  const { said, text, kind } = row;
  if (said.gone === 'redacted') return <em class="gone">{t('said.redacted')}</em>;
  if (said.gone === 'deleted')
    return (
      <>
        <em class="gone">{t(kind === 'note' ? 'said.note-deleted' : 'said.deleted')}</em>
        <Earlier title={t('said.deleted-words')} texts={[...said.before, text]} />
      </>
    );
  return (
    <>
      {kind === 'note' ? <NoteText row={row} /> : <MessageText text={text} />}
      {said.edited && <Earlier title={t('said.edited')} label={t('said.before')} texts={said.before} />}
    </>
  );
}

function NoteText({ row: { text, said } }: { row: Bubble }) {
  const { me } = useDesk();
  return (
    <span class="said" dir="auto">
      {splitMentions(text, said.mentions).map(({ text: part, to }, index) =>
        to === undefined ? (
          <Linked key={index} text={part} />
        ) : (
          <mark key={index} class={to.some(({ id }) => id === me.id) ? 'mention own' : 'mention'}>
            {part}
          </mark>
        ),
      )}
    </span>
  );
}

/** Earlier wordings, oldest first, for who asks. */
function Earlier({ title, label, texts }: { title: string; label?: string; texts: readonly string[] }) {
  if (texts.length === 0) return <small class="edited">{title}</small>;
  return (
    <details class="earlier-words">
      <summary>
        {title}
        {label && <span class="hidden">: {label}</span>}
      </summary>
      <ol>
        {texts.map((text, index) => (
          <li key={index} dir="auto">
            {text}
          </li>
        ))}
      </ol>
    </details>
  );
}
