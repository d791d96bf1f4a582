import { useState } from 'preact/hooks';
import type { SiteIdentity } from '../../../../shared/protocol/identify.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useAct } from '../use-act.ts';

interface Props {
  path: string;
  identity: SiteIdentity;
  onSaved: (identity: SiteIdentity) => void;
}

/** What is refused stays in the form. */
export function IdentityForm({ path, identity, onSaved }: Props) {
  const [proofOnly, setProofOnly] = useState(identity.proof_only);
  const [keepsQueries, setKeepsQueries] = useState(identity.keeps_queries);
  const [days, setDays] = useState(String(identity.activity_days));
  const [saved, setSaved] = useState(false);
  const { busy, failure, run } = useAct();
  const save = async (): Promise<void> => {
    setSaved(false);
    const activity_days = days.trim() === '' ? Number.NaN : Number(days);
    const body = { proof_only: proofOnly, keeps_queries: keepsQueries, activity_days };
    setSaved(await run(async () => onSaved(await request<SiteIdentity>('PUT', path, body))));
  };
  const isDays = failure?.field === 'activity_days';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Check
        name="proof_only"
        label={t('identity.proof-only')}
        hint={t('identity.proof-only-hint')}
        checked={proofOnly}
        onChange={setProofOnly}
      />
      <Check
        name="keeps_queries"
        label={t('identity.keeps-queries')}
        hint={t('identity.keeps-queries-hint')}
        checked={keepsQueries}
        onChange={setKeepsQueries}
      />
      <Field
        label={t('identity.days')}
        name="activity_days"
        inputmode="numeric"
        value={days}
        error={isDays ? failure.text : undefined}
        onInput={setDays}
      />
      {failure && !isDays && <p role="alert">{failure.text}</p>}
      <p role="status">{saved && t('identity.saved')}</p>
      <div class="button-row">
        <Button type="submit" kind="primary" busy={busy}>
          {t('identity.save')}
        </Button>
      </div>
    </form>
  );
}

interface CheckProps {
  name: string;
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

const Check = ({ name, label, hint, checked, onChange }: CheckProps) => (
  <label class="check">
    <input
      type="checkbox"
      name={name}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
    <span>
      {label}
      <span class="under">{hint}</span>
    </span>
  </label>
);
