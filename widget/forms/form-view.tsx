import { useRef, useState } from 'preact/hooks';
import type { PublicField, PublicTeam } from '../../shared/widget-settings/public-forms.ts';
import type { FormWords } from './form-words.ts';
import { usePanel } from '../ui/panel-context.ts';
import { troublesOf } from './answers.ts';
import { FieldView, Trouble } from './field-view.tsx';
import type { FormKeeper } from './kept-form.ts';

export interface Asked {
  keeper: FormKeeper;
  words: FormWords;
  intro: string;
  fields: readonly PublicField[];
  teams: readonly PublicTeam[];
  /** Whether the message itself is asked for. */
  message: boolean;
  submit: string;
  /** Rejects, or throws, where nothing came of it: what is typed stays. */
  onSubmit(): unknown;
  onBack?: (() => void) | undefined;
}

const MESSAGE: PublicField = { key: '*message', kind: 'textarea', required: true };

/** Questions in place of the conversation. */
export const FormView = (asked: Asked) => {
  const { keeper, words, intro, fields, teams, message, submit, onSubmit, onBack } = asked;
  const { t } = usePanel();
  const form = useRef<HTMLFormElement>(null);
  const [troubles, setTroubles] = useState<ReadonlyMap<string, string>>(new Map());
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const kept = keeper.kept.value;
  const all = message ? [...fields, { ...MESSAGE, label: t('message') }] : fields;
  const given = { ...kept.values, [MESSAGE.key]: kept.message ?? '' };
  const isTeamMissing = (): boolean => teams.length > 0 && !teams.some(({ id }) => id === kept.team);

  const check = (): ReadonlyMap<string, string> => {
    const found = new Map(isTeamMissing() ? [['*team', words.missingChoice]] : []);
    for (const [key, text] of troublesOf(all, given, words)) found.set(key, text);
    return found;
  };
  const send = async (): Promise<void> => {
    const found = check();
    setTroubles(found);
    setFailed(false);
    if (found.size > 0)
      return void setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    setBusy(true);
    try {
      await onSubmit();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  const put = (key: string, value: string | boolean): void => {
    setTroubles(new Map([...troubles].filter(([name]) => name !== key)));
    if (key === MESSAGE.key) keeper.keep({ message: `${value}` });
    else keeper.keep({ values: { ...kept.values, [key]: value } });
  };
  const [firstTrouble] = troubles.keys();
  return (
    <form
      class="ask"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <p class="lead" dir="auto">
        {intro}
      </p>
      {teams.length > 0 && (
        <fieldset aria-describedby={troubles.has('*team') ? 'ask-team-trouble' : undefined}>
          <legend>{words.team}</legend>
          {teams.map(({ id, name, expectation }) => (
            <label key={id} class="tick team">
              <input
                type="radio"
                name="team"
                checked={kept.team === id}
                aria-invalid={troubles.has('*team') ? true : undefined}
                onInput={() => {
                  put('*team', '');
                  keeper.keep({ team: id, values: kept.values });
                }}
              />
              <span dir="auto">
                {name}
                {expectation && <small>{expectation}</small>}
              </span>
            </label>
          ))}
          {troubles.has('*team') && (
            <Trouble id="ask-team-trouble" text={words.missingChoice} first={firstTrouble === '*team'} />
          )}
        </fieldset>
      )}
      {all.map((field) => (
        <FieldView
          key={field.key}
          field={field}
          words={words}
          value={given[field.key]}
          trouble={troubles.get(field.key)}
          first={firstTrouble === field.key}
          onValue={(value) => put(field.key, value)}
        />
      ))}
      {failed && <Trouble id="ask-failed" text={words.failed} first />}
      <button type="submit" class="primary" aria-disabled={busy}>
        {submit}
      </button>
      {onBack && (
        <button type="button" class="link" onClick={onBack}>
          {words.back}
        </button>
      )}
    </form>
  );
};
