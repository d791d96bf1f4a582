import { t } from '../../i18n/translate.ts';
import { compose, composeMode, type ComposeMode } from '../../store/compose.ts';
import { useDesk } from './desk-context.ts';

const MODES: readonly ComposeMode[] = ['reply', 'note'];

/** Turns the box between what the visitor reads and what only colleagues do. */
export function ComposeModes({ conversation }: { conversation: string }) {
  const { me } = useDesk();
  const mode = composeMode(me.id, conversation).value;
  return (
    <div class="compose-modes" role="group" aria-label={t('compose.mode')}>
      {MODES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === mode}
          onClick={() => compose(me.id, conversation, one)}
        >
          {t(`${one}.label`)}
        </button>
      ))}
    </div>
  );
}
