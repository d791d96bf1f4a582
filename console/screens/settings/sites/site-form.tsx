import { useState } from 'preact/hooks';
import type { BusinessHours } from '../../../../shared/hours/schema.ts';
import type { Site } from '../../../../shared/protocol/sites.ts';
import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { OwnHours } from '../hours/own-hours.tsx';
import { useAnswer } from '../use-answer.tsx';
import { keepDraft, readDraft } from '../unsaved.ts';
import { DefaultTeam } from './default-team.tsx';
import { refusalOf, type Refusal } from './field-error.ts';
import type { SiteParts } from './site-page.tsx';

interface Typed {
  version: number;
  name: string;
  origins: string[];
  languages: string;
  default_team_id: string | null;
  hours: BusinessHours | null;
}

const typedOf = ({ version, name, allowed_origins, languages, default_team_id, hours }: Site): Typed => ({
  version,
  name,
  origins: allowed_origins.map(({ origin }) => origin),
  languages: languages.join(', '),
  default_team_id,
  hours,
});

const same = (a: Typed, b: Typed) => JSON.stringify(a) === JSON.stringify(b);

interface Props extends SiteParts {
  workspace: string;
  /** Somebody else changed the site: read it anew. */
  onStale: () => void;
}

/** Name, origins, languages, default team and hours. What is typed stays while the person looks elsewhere. */
export function SiteForm({ path, site, workspace, onChanged, onStale }: Props) {
  const { value: known } = useAnswer<{ teams: Team[] }>(`/workspaces/${encodeURIComponent(workspace)}/teams`);
  const saved = typedOf(site);
  const [typed, setTyped] = useState<Typed>((readDraft('sites', site.id) as Typed | undefined) ?? saved);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const changed = !same({ ...typed, version: 0 }, { ...saved, version: 0 });
  const put = (next: Typed): void => {
    setTyped(next);
    setDone(false);
    keepDraft('sites', site.id, same({ ...next, version: 0 }, { ...saved, version: 0 }) ? undefined : next);
  };
  const type = (over: Partial<Typed>) => {
    setRefusal(null);
    put({ ...typed, ...over });
  };
  const discard = () => {
    setRefusal(null);
    put(saved);
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      const languages = typed.languages.split(/[\s,]+/).filter(Boolean);
      const { origins: allowed_origins, ...rest } = typed;
      const next = await request<Site>('PUT', path, { ...rest, allowed_origins, languages });
      put(typedOf(next));
      keepDraft('sites', site.id, undefined);
      onChanged(next);
      setDone(true);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (field: string) => (refusal?.field === field ? refusal.text : undefined);
  const languageError = refusal?.field?.startsWith('languages') ? refusal.text : undefined;
  return (
    <form
      class="panel-card"
      aria-label={t('sites.details')}
      onSubmit={(event) => void save(event)}
      noValidate
    >
      <h3>{t('sites.details')}</h3>
      <Field
        label={t('sites.name')}
        name="name"
        value={typed.name}
        onInput={(name) => type({ name })}
        error={errorOf('name')}
      />
      <fieldset class="origins">
        <legend>{t('sites.origins')}</legend>
        <p class="field-hint">{t('sites.origin-hint')}</p>
        {typed.origins.map((origin, at) => (
          <div class="origin" key={at}>
            <Field
              label={t('sites.origin', { count: at + 1 })}
              name={`origin-${at}`}
              value={origin}
              hint={lettersOf(site, origin)}
              onInput={(value) => type({ origins: typed.origins.with(at, value) })}
              error={errorOf(`allowed_origins.${at}`)}
            />
            <IconButton
              icon="close"
              label={t('sites.remove-origin', { origin: origin || String(at + 1) })}
              onClick={() => type({ origins: typed.origins.toSpliced(at, 1) })}
            />
          </div>
        ))}
        {errorOf('allowed_origins') && <p class="field-error">{errorOf('allowed_origins')}</p>}
        <Button onClick={() => type({ origins: [...typed.origins, ''] })}>{t('sites.add-origin')}</Button>
      </fieldset>
      <Field
        label={t('sites.languages')}
        hint={t('sites.languages-hint')}
        name="languages"
        value={typed.languages}
        onInput={(languages) => type({ languages })}
        error={languageError}
      />
      <DefaultTeam
        teams={known?.teams}
        value={typed.default_team_id}
        error={errorOf('default_team_id')}
        onChange={(default_team_id) => type({ default_team_id })}
      />
      <OwnHours
        hours={typed.hours}
        followed={followed(known?.teams, typed.default_team_id)}
        errors={refusal?.field === undefined ? {} : { [refusal.field]: refusal.text }}
        onType={(hours) => type({ hours })}
      />
      <FormNote kind="bad">{refusal && refusal.field === undefined ? refusal.text : null}</FormNote>
      {refusal?.conflict && (
        <div class="button-row">
          <Button
            onClick={() => {
              setRefusal(null);
              onStale();
            }}
          >
            {t('sites.see-theirs')}
          </Button>
        </div>
      )}
      {site.version !== typed.version && changed && (
        <FormNote kind="plain">
          {t('sites.theirs', { name: site.name, origins: saved.origins.join(', ') || '–' })}{' '}
          <button type="button" class="link" onClick={() => put({ ...typed, version: site.version })}>
            {t('sites.keep-mine')}
          </button>{' '}
          <button type="button" class="link" onClick={discard}>
            {t('sites.take-theirs')}
          </button>
        </FormNote>
      )}
      <div class="button-row">
        <Button kind="primary" type="submit" busy={busy} disabled={!changed}>
          {t('settings.save')}
        </Button>
        <Button kind="quiet" disabled={!changed} onClick={discard}>
          {t('settings.discard')}
        </Button>
        <span role="status">{done ? t('sites.saved') : changed ? t('settings.unsaved') : ''}</span>
      </div>
    </form>
  );
}

/** Whose hours a site without its own has. */
function followed(teams: readonly Team[] | undefined, id: string | null): string {
  const team = teams?.find((one) => one.id === id);
  return team ? t('hours.of-team', { name: team.name }) : t('hours.of-workspace');
}

/** How an encoded name reads, so that a look-alike is seen as one. */
function lettersOf(site: Site, origin: string): string | undefined {
  const unicode = site.allowed_origins.find((known) => known.origin === origin)?.unicode;
  return unicode ? t('sites.reads-as', { origin: unicode }) : undefined;
}
