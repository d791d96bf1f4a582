import { useState } from 'preact/hooks';
import type { Site } from '../../../../shared/protocol/sites.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { CodeBlock } from './code-block.tsx';
import { refusalOf, type Refusal } from './field-error.ts';
import type { SiteParts } from './site-page.tsx';

const DEFAULT_GRACE = '7';

export function SiteKey({ path, site, onChanged }: SiteParts) {
  const [asking, setAsking] = useState(false);
  const [days, setDays] = useState(DEFAULT_GRACE);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const rotate = async (event: Event): Promise<void> => {
    event.preventDefault();
    setRefusal(null);
    try {
      const grace_days = days.trim() === '' ? Number.NaN : Number(days);
      onChanged(await request<Site>('POST', `${path}/rotate-key`, { grace_days }));
      setAsking(false);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <section class="panel-card" aria-labelledby="key">
      <h3 id="key">{t('sites.key')}</h3>
      <p>{t('sites.key-lead')}</p>
      <CodeBlock label={t('sites.key')} text={site.key} />
      {site.old_keys.map(({ key, valid_until }) => (
        <p key={key} class="old-key">
          <code dir="ltr">{key}</code> {t('sites.old-key', { time: moment(valid_until) })}
        </p>
      ))}
      {asking ? (
        <form onSubmit={(event) => void rotate(event)} noValidate>
          <Field
            label={t('sites.grace')}
            hint={t('sites.grace-hint')}
            name="grace"
            inputmode="numeric"
            value={days}
            onInput={setDays}
            error={refusal?.field === 'grace_days' ? refusal.text : undefined}
          />
          <FormNote kind="bad">{refusal && refusal.field !== 'grace_days' ? refusal.text : null}</FormNote>
          <div class="button-row">
            <Button type="submit" kind="primary">
              {t('sites.rotate')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('sites.keep')}
            </Button>
          </div>
        </form>
      ) : (
        <Button onClick={() => setAsking(true)}>{t('sites.rotate')}</Button>
      )}
    </section>
  );
}
