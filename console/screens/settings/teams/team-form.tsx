import { useState } from 'preact/hooks';
import type { Member } from '../../../../shared/protocol/members.ts';
import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { OwnHours } from '../hours/own-hours.tsx';
import { ConfirmButton } from '../members/confirm-button.tsx';
import { keepDraft, readDraft } from '../unsaved.ts';
import { useAct } from '../use-act.ts';
import { draftOf, toRequest, STRATEGIES, type TeamDraft } from './team-draft.ts';
import { TeamMembers } from './team-members.tsx';

interface Props {
  workspace: string;
  /** Absent for a new one. */
  team: Team | undefined;
  teams: readonly Team[];
  people: readonly Member[];
  onDone: () => void;
}

export function TeamForm({ workspace, team, teams, people, onDone }: Props) {
  const form = `${workspace} ${team?.id ?? 'new'}`;
  const [draft, setDraft] = useState((readDraft('teams', form) as TeamDraft | undefined) ?? draftOf(team));
  const act = useAct();
  const change = (part: Partial<TeamDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft('teams', form, JSON.stringify(next) === JSON.stringify(draftOf(team)) ? undefined : next);
  };
  const finish = () => {
    keepDraft('teams', form, undefined);
    onDone();
  };
  const path = `/workspaces/${workspace}/teams`;
  const save = async (event: Event) => {
    event.preventDefault();
    const body = toRequest(draft);
    const saved = await act.run(() =>
      team ? request('PUT', `${path}/${team.id}`, body) : request('POST', path, body),
    );
    if (saved) finish();
  };
  const remove = async () => {
    if (team && (await act.run(() => request('DELETE', `${path}/${team.id}`)))) finish();
  };
  const { failure } = act;
  const errorOf = (field: string) => (failure?.field?.split('.')[0] === field ? failure.text : undefined);
  const text = (name: 'name' | 'offer_seconds' | 'chat_limit' | 'queue_limit' | 'expectation') => ({
    name,
    value: draft[name],
    error: errorOf(name),
    onInput: (value: string) => change({ [name]: value }),
  });
  const others = teams.filter(({ id }) => id !== team?.id);
  return (
    <form class="card settings-form" onSubmit={(event) => void save(event)} noValidate>
      <FormNote kind="bad">{failure && failure.field === undefined && failure.text}</FormNote>
      <Field {...text('name')} label={t('teams.name')} />
      <SelectField
        label={t('teams.strategy')}
        name="strategy"
        value={draft.strategy}
        options={STRATEGIES.map((value) => ({ value, label: t(`teams.strategy.${value}`) }))}
        onChange={(strategy) => change({ strategy })}
      />
      <label class="check">
        <input
          type="checkbox"
          name="sticky"
          checked={draft.sticky}
          onChange={({ currentTarget }) => change({ sticky: currentTarget.checked })}
        />
        {t('teams.sticky')}
      </label>
      <Field
        {...text('offer_seconds')}
        label={t('teams.offer-seconds')}
        inputmode="numeric"
        hint={t('teams.offer-seconds-hint')}
      />
      <TeamMembers
        ids={draft.member_ids}
        people={people}
        error={errorOf('member_ids')}
        onChange={(member_ids) => change({ member_ids })}
      />
      <Field
        {...text('chat_limit')}
        label={t('teams.chat-limit')}
        inputmode="numeric"
        hint={`${t('teams.no-limit')} ${t('load.rule')}`}
      />
      <Field
        {...text('queue_limit')}
        label={t('teams.queue-limit')}
        inputmode="numeric"
        hint={t('teams.no-limit')}
      />
      <SelectField
        label={t('teams.overflow')}
        name="overflow_team_id"
        value={draft.overflow_team_id}
        options={[
          { value: '', label: t('teams.overflow-none') },
          ...others.map(({ id, name }) => ({ value: id, label: t('teams.overflow-to', { name }) })),
        ]}
        error={errorOf('overflow_team_id')}
        onChange={(overflow_team_id) => change({ overflow_team_id })}
      />
      <Field {...text('expectation')} label={t('teams.expectation')} hint={t('teams.expectation-hint')} />
      <OwnHours
        hours={draft.hours}
        followed={t('hours.of-workspace')}
        errors={failure?.field === undefined ? {} : { [failure.field]: failure.text }}
        onType={(hours) => change({ hours })}
      />
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={act.busy}>
          {t('settings.save')}
        </Button>
        <Button kind="quiet" onClick={() => change(draftOf(team))}>
          {t('settings.discard')}
        </Button>
        {team && (
          <ConfirmButton
            label={t('teams.delete')}
            question={t('teams.delete-sure', { name: team.name })}
            danger
            busy={act.busy}
            onConfirm={() => void remove()}
          />
        )}
      </div>
    </form>
  );
}
