import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/late.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SaveBar } from './save-bar.tsx';
import type { SettingsDraft, SettingsState } from './settings-draft.ts';

interface Props {
  state: SettingsState;
  label: string;
  children: (draft: SettingsDraft) => ComponentChildren;
}

/** A form on settings, once they are there; Enter saves. */
export function SettingsForm({ state, label, children }: Props) {
  if (state.state === 'loading') return <Skeleton rows={4} kind="conversations" />;
  if (state.state === 'failed') {
    return (
      <Notice
        icon="cloud"
        alert
        title={t('settings.failed')}
        action={
          <Button kind="primary" onClick={state.again}>
            {t('error.try-again')}
          </Button>
        }
      >
        {explainError(state.error)}
      </Notice>
    );
  }
  return (
    <ReadyForm draft={state.draft} label={label}>
      {children}
    </ReadyForm>
  );
}

interface ReadyProps extends Pick<Props, 'label' | 'children'> {
  draft: SettingsDraft;
}

function ReadyForm({ draft, label, children }: ReadyProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [draft.refusals]);
  const save = (event: Event) => {
    event.preventDefault();
    void draft.save();
  };
  return (
    <form ref={form} class="settings-form" aria-label={label} onSubmit={save} noValidate>
      {children(draft)}
      <SaveBar draft={draft} />
    </form>
  );
}
