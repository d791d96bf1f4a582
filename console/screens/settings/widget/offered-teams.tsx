import { MAX_OFFERED_TEAMS } from '../../../../shared/widget-settings/form-rules.ts';
import type { OfferedTeam } from '../../../../shared/widget-settings/pre-chat.ts';
import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { useLoad } from '../sites/use-load.ts';
import { useFocusAfterRemoval } from './use-focus-after-removal.ts';

interface Props {
  /** Where the workspace's teams are. */
  path: string;
  offered: readonly OfferedTeam[];
  errorOf: (path: string) => string | undefined;
  onChange: (offered: OfferedTeam[]) => void;
}

const idFor = (name: string, taken: ReadonlySet<string>): string => {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 24) || 'team';
  if (!taken.has(plain)) return plain;
  let number = 2;
  while (taken.has(`${plain}-${number}`)) number++;
  return `${plain}-${number}`;
};

/** The teams that visitors may choose, as they read of them. */
export function OfferedTeams({ path, offered, errorOf, onChange }: Props) {
  const loaded = useLoad<{ teams: Team[] }>(path);
  const teams = loaded.state === 'ready' ? loaded.value.teams : [];
  const free = teams.filter(({ id }) => !offered.some(({ team_id }) => team_id === id));
  const addPlace = useFocusAfterRemoval(offered.length);
  const add = () => {
    const [team] = free;
    if (!team) return;
    const id = idFor(team.name, new Set(offered.map((one) => one.id)));
    onChange([...offered, { id, team_id: team.id, name: team.name, expectation: '' }]);
  };
  return (
    <fieldset class="greeting-rule">
      <legend>{t('widget.forms-teams')}</legend>
      <p class="field-hint">{t('widget.forms-teams-lead')}</p>
      {offered.map((one, at) => {
        const change = (over: Partial<OfferedTeam>) => onChange(offered.with(at, { ...one, ...over }));
        const choices = teams.map(({ id, name }) => ({
          value: id,
          label: name,
          disabled: id !== one.team_id && !free.some((team) => team.id === id),
        }));
        const isGone = !teams.some(({ id }) => id === one.team_id);
        return (
          <div key={at} class="offered-team">
            <SelectField
              label={t('widget.forms-team')}
              name="team"
              value={one.team_id}
              options={
                isGone ? [{ value: one.team_id, label: one.name, disabled: true }, ...choices] : choices
              }
              onChange={(team_id) => change({ team_id })}
              error={errorOf(`${at}.team_id`)}
            />
            <Field
              label={t('widget.forms-team-name')}
              name="team-name"
              value={one.name}
              onInput={(name) => change({ name })}
              error={errorOf(`${at}.name`)}
            />
            <Field
              label={t('widget.forms-team-expectation')}
              name="team-expectation"
              value={one.expectation}
              onInput={(expectation) => change({ expectation })}
              error={errorOf(`${at}.expectation`)}
            />
            <Field
              label={t('widget.forms-team-id')}
              hint={t('widget.forms-team-id-hint')}
              name="team-id"
              value={one.id}
              onInput={(id) => change({ id: id.trim() })}
              error={errorOf(`${at}.id`)}
            />
            <IconButton
              icon="close"
              label={t('widget.forms-team-remove', { name: one.name })}
              onClick={() => onChange(offered.toSpliced(at, 1))}
            />
          </div>
        );
      })}
      <div class="button-row" ref={addPlace}>
        <Button disabled={free.length === 0 || offered.length >= MAX_OFFERED_TEAMS} onClick={add}>
          {t('widget.forms-team-add')}
        </Button>
      </div>
    </fieldset>
  );
}
