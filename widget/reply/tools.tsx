import { enReply } from '../i18n/en-reply.ts';
import { CLOSE, Icon } from '../ui/icons.tsx';
import { usePanel } from '../ui/panel-context.ts';
import { answering } from './answering.ts';
import { QuoteLine } from './quote-line.tsx';

// By itself, for the build to know how to try it again.
const loadEmoji = () => import('../emoji/emoji.tsx');

const SMILE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 14q4 5 8 0M9 9v.5M15 9v.5';

/** With the text in the composer: what it answers, and emoji. */
export const Tools = () => {
  const panel = usePanel();
  const { root, store } = panel;
  const asked = answering.value;
  const words = panel.words('reply', enReply);
  return (
    <>
      {asked && asked.conversation === store.currentId.value && (
        <div class="answering">
          <QuoteLine seq={asked.seq} tabIndex={0} />
          <button
            type="button"
            class="icon"
            aria-label={words.cancel}
            onClick={() => {
              answering.value = null;
              root.querySelector<HTMLElement>('#message')?.focus();
            }}
          >
            <Icon path={CLOSE} size={17} />
          </button>
        </div>
      )}
      <button
        type="button"
        class="icon smile"
        aria-label={words.emoji}
        aria-expanded={false}
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ currentTarget }) => {
          // Without its code there is what the device has.
          loadEmoji().then(
            (module) => module.toggleEmoji(panel, currentTarget),
            () => {},
          );
        }}
      >
        <Icon path={SMILE} />
      </button>
    </>
  );
};
