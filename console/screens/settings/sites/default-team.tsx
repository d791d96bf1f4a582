import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { SelectField } from '../../../ui/select-field.tsx';

interface Props {
  /** Undefined until they are known. */
  teams: readonly Team[] | undefined;
  value: string | null;
  error: string | undefined;
  onChange: (id: string | null) => void;
}

/** Whose the new chats of a site are. */
export function DefaultTeam({ teams, value, error, onChange }: Props) {
  const known = (teams ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: '', label: t('sites.default-team-none') }, ...known];
  const isMissing = value !== null && !known.some((one) => one.value === value);
  return (
    <SelectField
      label={t('sites.default-team')}
      name="default_team_id"
      value={value ?? ''}
      options={isMissing ? [...options, { value, label: '…' }] : options}
      hint={t('sites.default-team-hint')}
      error={error}
      disabled={teams === undefined}
      onChange={(id) => onChange(id || null)}
    />
  );
}
