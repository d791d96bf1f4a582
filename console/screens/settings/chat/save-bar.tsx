import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import type { SettingsDraft } from './settings-draft.ts';

/** Says whether something is unsaved, and how saving went. */
export function SaveBar({ draft }: { draft: SettingsDraft }) {
  const { typed, word, busy } = draft;
  const changed = Object.keys(typed).length;
  return (
    <div class="save-bar" data-changed={changed > 0 || undefined}>
      <p
        role={word?.kind === 'failed' ? 'alert' : 'status'}
        class={word?.kind === 'failed' ? 'bad' : undefined}
      >
        {word?.text ?? (changed > 0 && t('settings.unsaved'))}
      </p>
      <Button kind="quiet" disabled={changed === 0} onClick={draft.discard}>
        {t('settings.discard')}
      </Button>
      <Button kind="primary" type="submit" busy={busy} disabled={changed === 0}>
        {t('settings.save')}
      </Button>
    </div>
  );
}
