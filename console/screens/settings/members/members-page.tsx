import type { Member } from '../../../../shared/protocol/members.ts';
import { mayRole } from '../../../../shared/authority/permissions.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Link } from '../../../ui/link.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { Answered, useAnswer } from '../use-answer.tsx';
import { Invitations } from './invitations.tsx';
import { LeaveWorkspace } from './leave-workspace.tsx';
import { MemberPage } from './member-page.tsx';

export default function MembersPage(props: SettingsPageProps) {
  return props.id ? <MemberPage {...props} key={props.id} id={props.id} /> : <MembersList {...props} />;
}

function MembersList({ membership }: SettingsPageProps) {
  const { workspace, member } = membership;
  const sees = mayRole(member.role, 'members.manage');
  const answer = useAnswer<{ members: Member[] }>(`/workspaces/${workspace.id}/members`);
  return (
    <>
      <PageHead title={t('settings.members')} lead={t('members.lead')} />
      {mayRole(member.role, 'members.manage') && (
        <Invitations workspace={workspace.id} isOwner={mayRole(member.role, 'workspace.own')} />
      )}
      <Answered answer={answer}>
        {({ members }) => (
          <div class="table-frame" role="region" aria-label={t('settings.members')} tabIndex={0}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t('members.name')}</th>
                  <th scope="col">{t('members.role')}</th>
                  <th scope="col">{t('members.last-seen')}</th>
                  {sees && <th scope="col">{t('members.two-factor')}</th>}
                  <th scope="col">{t('members.state')}</th>
                </tr>
              </thead>
              <tbody>
                {members.map((one) => (
                  <Row
                    key={one.id}
                    workspace={workspace.id}
                    member={one}
                    isMe={one.id === member.id}
                    sees={sees}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
      <LeaveWorkspace workspace={workspace} />
    </>
  );
}

interface RowProps {
  workspace: string;
  member: Member;
  isMe: boolean;
  /** Whether it shows who has a second factor. */
  sees: boolean;
}

function Row({ workspace, member, isMe, sees }: RowProps) {
  return (
    <tr data-state={member.state}>
      <th scope="row">
        <span class="person">
          <Avatar name={member.name} id={member.id} />
          <span>
            <Link to={{ name: 'settings', workspace, page: 'members', id: member.id }}>{member.name}</Link>
            {isMe && <small> {t('members.you')}</small>}
            <small class="under">{member.email}</small>
          </span>
        </span>
      </th>
      <td>{t(`roles.${member.role}`)}</td>
      <td>{member.last_seen_at ? moment(member.last_seen_at) : t('members.never')}</td>
      {sees && <td>{t(member.two_factor ? 'roles.yes' : 'roles.no')}</td>}
      <td>{t(`members.${member.state}`)}</td>
    </tr>
  );
}
