import { useState } from 'preact/hooks';
import type { VisitorAttributes, VisitorDetails } from '../../../shared/protocol/visitors.ts';
import { t } from '../../i18n/translate.ts';
import { request } from '../../store/api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { keepDraft, readDraft } from '../settings/unsaved.ts';
import { useAct } from '../settings/use-act.ts';

interface Draft {
  name: string;
  email: string;
  attributes: { name: string; value: string }[];
}

interface Props {
  visitor: VisitorDetails;
  path: string;
  onSaved: () => void;
}

const draftOf = ({ name, email, attributes }: VisitorDetails): Draft => ({
  name: name ?? '',
  email: email ?? '',
  attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, value: String(value) })),
});

/** What is known of a visitor, to be put right. What was typed and not saved stays while the console is open. */
export function VisitorForm({ visitor, path, onSaved }: Props) {
  const [draft, setDraft] = useState(
    (readDraft('visitors', visitor.id) as Draft | undefined) ?? draftOf(visitor),
  );
  const [note, setNote] = useState<string>();
  const { busy, failure, run } = useAct();
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setNote(undefined);
    keepDraft('visitors', visitor.id, next);
  };
  const save = async () => {
    const double = doubleName(draft);
    if (double !== undefined) return setNote(t('visitors.same-attribute', { name: double }));
    const body = { name: draft.name, email: draft.email.trim(), attributes: attributesOf(draft, visitor) };
    if (!(await run(() => request('PUT', path, body)))) return;
    keepDraft('visitors', visitor.id, undefined);
    setNote(t('visitors.saved'));
    onSaved();
  };
  const errorOf = (field: string) => (failure?.field === field ? failure.text : undefined);
  const elsewhere =
    failure && failure.field !== 'name' && failure.field !== 'email' ? failure.text : undefined;
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3>{t('visitors.known')}</h3>
      <div class="form-row">
        <Field
          label={t('visitors.name')}
          name="name"
          value={draft.name}
          error={errorOf('name')}
          onInput={(name) => change({ name })}
        />
        <Field
          label={t('visitors.email')}
          name="email"
          inputmode="email"
          value={draft.email}
          error={errorOf('email')}
          onInput={(email) => change({ email })}
        />
      </div>
      <AttributeRows rows={draft.attributes} onChange={(attributes) => change({ attributes })} />
      {elsewhere && <p role="alert">{elsewhere}</p>}
      <p role="status">{note}</p>
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {t('visitors.save')}
        </Button>
      </div>
    </form>
  );
}

interface RowsProps {
  rows: Draft['attributes'];
  onChange: (rows: Draft['attributes']) => void;
}

function AttributeRows({ rows, onChange }: RowsProps) {
  const set = (at: number, part: Partial<Draft['attributes'][number]>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset class="attribute-rows">
      <legend>{t('visitors.attributes')}</legend>
      {rows.map((row, at) => (
        <div key={at} class="attribute-row">
          <input
            aria-label={t('visitors.attribute-name', { number: at + 1 })}
            maxLength={64}
            value={row.name}
            onInput={(event) => set(at, { name: event.currentTarget.value })}
          />
          <input
            aria-label={t('visitors.attribute-value', { number: at + 1 })}
            maxLength={500}
            value={row.value}
            onInput={(event) => set(at, { value: event.currentTarget.value })}
          />
          <IconButton
            icon="close"
            label={t('visitors.remove-attribute', { number: at + 1 })}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...rows, { name: '', value: '' }])}>
          {t('visitors.add-attribute')}
        </Button>
      </div>
    </fieldset>
  );
}

const named = ({ attributes }: Draft) =>
  attributes.map(({ name, value }) => ({ name: name.trim(), value })).filter(({ name }) => name !== '');

function doubleName(draft: Draft): string | undefined {
  const names = named(draft).map(({ name }) => name);
  return names.find((name, at) => names.indexOf(name) !== at);
}

/** A number or a truth value that was not touched stays one. */
const attributesOf = (draft: Draft, { attributes: before }: VisitorDetails): VisitorAttributes =>
  Object.fromEntries(
    named(draft).map(({ name, value }) => {
      const known = Object.hasOwn(before, name) ? before[name] : undefined;
      return [name, known !== undefined && String(known) === value ? known : value];
    }),
  );
