import type { Member } from '../../../../shared/protocol/members.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';

interface Props {
  ids: readonly string[];
  people: readonly Member[];
  error: string | undefined;
  onChange: (ids: readonly string[]) => void;
}

/** Who is in the team, in order, by buttons alone: nothing here needs a pointer. */
export function TeamMembers({ ids, people, error, onChange }: Props) {
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? t('visitor.colleague');
  const addable = people.filter(({ id, state }) => state === 'active' && !ids.includes(id));
  const moveUp = (index: number) => {
    const next = [...ids];
    next.splice(index - 1, 0, ...next.splice(index, 1));
    onChange(next);
  };
  return (
    <fieldset class="team-members">
      <legend>{t('teams.members')}</legend>
      <ol class="rows">
        {ids.map((id, index) => (
          <li key={id}>
            <span>{nameOf(id)}</span>
            <Button kind="quiet" disabled={index === 0} onClick={() => moveUp(index)}>
              <span aria-hidden="true">↑</span>
              <span class="hidden">{t('teams.up', { name: nameOf(id) })}</span>
            </Button>
            <Button kind="quiet" onClick={() => onChange(ids.filter((one) => one !== id))}>
              <span aria-hidden="true">×</span>
              <span class="hidden">{t('teams.remove', { name: nameOf(id) })}</span>
            </Button>
          </li>
        ))}
      </ol>
      <SelectField
        label={t('teams.add')}
        name="member_ids"
        value=""
        options={[
          { value: '', label: t('teams.choose') },
          ...addable.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        error={error}
        onChange={(id) => id && onChange([...ids, id])}
      />
    </fieldset>
  );
}
