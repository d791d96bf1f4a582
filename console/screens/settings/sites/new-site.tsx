import { useState } from 'preact/hooks';
import type { Site } from '../../../../shared/protocol/sites.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { refusalOf, type Refusal } from './field-error.ts';

export function NewSite({ workspace, onMade }: { workspace: string; onMade: (site: Site) => void }) {
  const [name, setName] = useState('');
  const [origin, setOrigin] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return setRefusal({ field: 'name', text: t('field.required'), conflict: false });
    setBusy(true);
    setRefusal(null);
    try {
      const body = { name, allowed_origins: origin.trim() === '' ? [] : [origin] };
      onMade(await request<Site>('POST', `/workspaces/${encodeURIComponent(workspace)}/sites`, body));
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (field: string) => (refusal?.field === field ? refusal.text : undefined);
  return (
    <form class="panel-card" aria-label={t('sites.new')} onSubmit={(event) => void save(event)} noValidate>
      <h3>{t('sites.new')}</h3>
      <FormNote kind="bad">{refusal && refusal.field === undefined ? refusal.text : null}</FormNote>
      <Field label={t('sites.name')} name="name" value={name} onInput={setName} error={errorOf('name')} />
      <Field
        label={t('sites.first-origin')}
        hint={t('sites.origin-hint')}
        name="origin"
        value={origin}
        onInput={setOrigin}
        error={errorOf('allowed_origins.0')}
      />
      <Button kind="primary" type="submit" busy={busy}>
        {t('sites.add')}
      </Button>
    </form>
  );
}
