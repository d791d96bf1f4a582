import { useState } from 'preact/hooks';
import type { RetentionPreview } from '../../../../shared/jobs/job-wire.ts';
import { SETTINGS } from '../../../../shared/settings/registry.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { useAct } from '../use-act.ts';
import { Answered, useAnswer } from '../use-answer.tsx';

const { min, max } = SETTINGS['retention.conversation_days'];

/** The dry run of retention: under what is saved, or under days that are only tried. */
export function RetentionTrial({ workspace }: { workspace: string }) {
  const path = `/workspaces/${workspace}/retention-preview`;
  const stored = useAnswer<RetentionPreview>(path);
  return (
    <section class="card" aria-labelledby="retention-title">
      <h3 id="retention-title">{t('system.retention')}</h3>
      <p>{t('system.retention-lead')}</p>
      <Answered answer={stored}>{(saved) => <Trial path={path} saved={saved} />}</Answered>
    </section>
  );
}

function Trial({ path, saved }: { path: string; saved: RetentionPreview }) {
  const act = useAct();
  const [days, setDays] = useState(saved.days === 0 ? '' : String(saved.days));
  const [found, setFound] = useState(saved.days === 0 ? undefined : saved);
  const count = () =>
    act.run(async () => {
      setFound(undefined);
      setFound(await request<RetentionPreview>('GET', `${path}?days=${encodeURIComponent(days.trim())}`));
    });
  const inField = act.failure?.field === 'days';
  const inDays = saved.days === 0 ? t('settings.never') : String(saved.days);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void count();
      }}
    >
      <FormNote kind="bad">{inField ? undefined : act.failure?.text}</FormNote>
      <Field
        label={t('system.retention-days')}
        name="days"
        inputmode="numeric"
        value={days}
        hint={t('system.retention-bounds', { min, max, saved: inDays })}
        error={inField ? act.failure?.text : undefined}
        onInput={setDays}
      />
      <Button type="submit" busy={act.busy}>
        {t('system.retention-try')}
      </Button>
      <p role="status">{found && foundText(found)}</p>
    </form>
  );
}

function foundText({ conversations, entries, oldest_end }: RetentionPreview): string {
  if (conversations === 0 || oldest_end === null) return t('system.retention-none');
  return t('system.retention-found', {
    conversations: t('system.retention-conversations', { count: conversations }),
    entries: t('system.retention-entries', { count: entries }),
    time: moment(oldest_end),
  });
}
