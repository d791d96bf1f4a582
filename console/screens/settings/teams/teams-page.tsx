import { mayRole } from '../../../../shared/authority/permissions.ts';
import type { Member } from '../../../../shared/protocol/members.ts';
import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { navigate } from '../../../store/route.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { NextChat } from '../../inbox/next-chat.tsx';
import { Answered, useAnswer } from '../use-answer.tsx';
import { TeamForm } from './team-form.tsx';

const NEW = 'new';

export default function TeamsPage({ membership, id }: SettingsPageProps) {
  const { workspace, member } = membership;
  const teams = useAnswer<{ teams: Team[] }>(`/workspaces/${workspace.id}/teams`);
  const members = useAnswer<{ members: Member[] }>(`/workspaces/${workspace.id}/members`);
  const mayManage = mayRole(member.role, 'teams.manage');
  const toList = { name: 'settings', workspace: workspace.id, page: 'teams' } as const;
  const done = () => {
    teams.reload();
    navigate(toList);
  };
  return (
    <Answered answer={teams}>
      {({ teams: known }) => {
        const team = known.find((one) => one.id === id);
        if (!id || !mayManage || (!team && id !== NEW))
          return <TeamsList teams={known} workspace={workspace.id} mayManage={mayManage} />;
        return (
          <>
            <BackLink to={toList}>{t('settings.teams')}</BackLink>
            <PageHead title={team?.name ?? t('teams.new')} lead={t('teams.lead')} />
            {team && (
              <div class="team-next">
                <NextChat key={team.id} workspace={workspace.id} team={team.id} />
              </div>
            )}
            <Answered answer={members}>
              {({ members: people }) => (
                <TeamForm
                  key={id}
                  {...{ workspace: workspace.id, team, teams: known, people }}
                  onDone={done}
                />
              )}
            </Answered>
          </>
        );
      }}
    </Answered>
  );
}

interface ListProps {
  teams: readonly Team[];
  workspace: string;
  mayManage: boolean;
}

function TeamsList({ teams, workspace, mayManage }: ListProps) {
  const at = (id: string) => ({ name: 'settings', workspace, page: 'teams', id }) as const;
  const make = mayManage && (
    <Link to={at(NEW)} class="button primary">
      {t('teams.new')}
    </Link>
  );
  return (
    <>
      <PageHead title={t('settings.teams')} lead={t('teams.lead')} actions={teams.length > 0 && make} />
      {teams.length === 0 && (
        <Notice icon="person" title={t('teams.empty')} action={make}>
          {t('teams.empty-lead')}
        </Notice>
      )}
      <ul class="rows" aria-label={t('settings.teams')}>
        {teams.map((team) => (
          <li key={team.id}>
            <span>
              {mayManage ? <Link to={at(team.id)}>{team.name}</Link> : <b>{team.name}</b>}
              <small class="under">
                {t(`teams.strategy.${team.strategy}`)} ·{' '}
                {t('teams.member-count', { count: team.member_ids.length })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
