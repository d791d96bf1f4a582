import { useState } from 'preact/hooks';
import type { SignInProvider } from '../../../../shared/protocol/sign-in.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { keepDraft, readDraft } from '../unsaved.ts';
import { useAct } from '../use-act.ts';
import { changeOf, draftOf, type ProviderDraft } from './provider-draft.ts';

interface Props {
  path: string;
  provider: SignInProvider | null;
  onType: () => void;
  onSaved: () => void;
  /** Reads anew, which somebody else may have changed. */
  onDiscard: () => void;
}

const FIELDS = ['name', 'issuer', 'client_id', 'client_secret', 'domains'] as const;

export function ProviderForm({ path, provider, onType, onSaved, onDiscard }: Props) {
  const [draft, setDraft] = useState(
    (readDraft('sign-in', 'provider') as ProviderDraft | undefined) ?? draftOf(provider),
  );
  // Kept in this form alone: drafts outlive a reload, readable in the browser.
  const [secret, setSecret] = useState('');
  const act = useAct();
  const type = (change: Partial<ProviderDraft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    onType();
    const isAsSaved = JSON.stringify(next) === JSON.stringify(draftOf(provider));
    keepDraft('sign-in', 'provider', isAsSaved ? undefined : next);
  };
  const discard = () => {
    setSecret('');
    type(draftOf(provider));
    onDiscard();
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (!(await act.run(() => request('PUT', path, changeOf(draft, secret))))) return;
    keepDraft('sign-in', 'provider', undefined);
    onSaved();
  };
  const field = act.failure?.field?.split('.')[0];
  const errorAt = (name: (typeof FIELDS)[number]) => (field === name ? act.failure?.text : undefined);
  const isAtField = FIELDS.some((name) => name === field);
  const text = (name: 'name' | 'issuer' | 'client_id' | 'domains') => ({
    name,
    value: draft[name],
    error: errorAt(name),
    onInput: (value: string) => type({ [name]: value }),
  });
  return (
    <form
      class="provider-form"
      onSubmit={(event) => void save(event)}
      noValidate
      aria-label={t('oidc.title')}
    >
      <FormNote kind="bad">{!isAtField && act.failure?.text}</FormNote>
      <Field {...text('name')} label={t('oidc.name')} />
      <Field {...text('issuer')} label={t('oidc.issuer')} hint="https://login.example.org" />
      <Field {...text('client_id')} label={t('oidc.client-id')} autocomplete="off" />
      <Field
        name="client_secret"
        type="password"
        autocomplete="new-password"
        label={t('oidc.client-secret')}
        value={secret}
        error={errorAt('client_secret')}
        {...(provider && { hint: t('oidc.secret-kept') })}
        onInput={setSecret}
      />
      <Field {...text('domains')} label={t('oidc.domains')} hint={t('oidc.domains-hint')} />
      {(
        [
          ['auto_join', 'oidc.auto-join'],
          ['asks_second_factor', 'oidc.asks'],
          ['enabled', 'oidc.enabled'],
        ] as const
      ).map(([name, label]) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            name={name}
            checked={draft[name]}
            onChange={({ currentTarget }) => type({ [name]: currentTarget.checked })}
          />
          {t(label)}
        </label>
      ))}
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={act.busy}>
          {t('settings.save')}
        </Button>
        <Button kind="quiet" onClick={discard}>
          {t('settings.discard')}
        </Button>
      </div>
    </form>
  );
}
