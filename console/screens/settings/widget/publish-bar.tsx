import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import type { WidgetDraft } from './use-widget.ts';

/** How far what is typed has come, and the next step. */
export function PublishBar({ draft }: { draft: WidgetDraft }) {
  const { refusal, unsaved, unpublished, busy, word } = draft;
  const state = unsaved ? t('settings.unsaved') : unpublished ? t('widget.unpublished') : '';
  return (
    <div class="save-bar" data-changed={unpublished || undefined}>
      <p role={refusal ? 'alert' : 'status'} class={refusal ? 'bad' : undefined}>
        {refusal ? refusal.text : word || state}
      </p>
      {refusal?.conflict && (
        <>
          <Button onClick={() => void draft.takeTheirs()}>{t('sites.take-theirs')}</Button>
          <Button onClick={() => void draft.keepMine()}>{t('sites.keep-mine')}</Button>
        </>
      )}
      <Button kind="quiet" disabled={!unsaved} onClick={draft.discard}>
        {t('settings.discard')}
      </Button>
      <Button disabled={!unsaved} busy={busy} onClick={() => void draft.save()}>
        {t('widget.save-draft')}
      </Button>
      <Button kind="primary" type="submit" disabled={!unpublished} busy={busy}>
        {t('widget.publish')}
      </Button>
    </div>
  );
}
