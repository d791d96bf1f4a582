import { ALWAYS_OPEN, defaultHours } from '../../../../shared/hours/default-hours.ts';
import type { BusinessHours } from '../../../../shared/hours/schema.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { useSettings } from '../chat/settings-draft.ts';
import { SettingsForm } from '../chat/settings-form.tsx';
import { SettingsHistory } from '../chat/settings-history.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { HoursForm } from './hours-form.tsx';
import { OpenNow } from './open-now.tsx';

const KEY = 'hours.workspace';

/** When someone is there. What is written is looked at as the person types: open now, and what comes next. */
export default function HoursPage({ membership }: SettingsPageProps) {
  const workspace = membership.workspace.id;
  const state = useSettings(workspace, 'hours');
  return (
    <>
      <PageHead title={t('settings.hours')} lead={t('setting.hours.workspace.meaning')} />
      <SettingsForm state={state} label={t('settings.hours')}>
        {(draft) => {
          const hours = draft.valueOf(KEY) as BusinessHours;
          const type = (next: BusinessHours) => draft.type(KEY, next);
          return (
            <>
              <OpenNow hours={hours} />
              <p class="effect now">{t('effect.now')}</p>
              <div class="page-actions">
                <Button onClick={() => type(defaultHours(hours.time_zone))}>{t('hours.weekdays')}</Button>
                <Button onClick={() => type({ ...ALWAYS_OPEN, time_zone: hours.time_zone })}>
                  {t('hours.always')}
                </Button>
              </div>
              <HoursForm hours={hours} errors={draft.errors} at={KEY} onType={type} />
            </>
          );
        }}
      </SettingsForm>
      {state.state === 'ready' && <SettingsHistory workspace={workspace} draft={state.draft} />}
    </>
  );
}
