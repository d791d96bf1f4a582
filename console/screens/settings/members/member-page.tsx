import { useState } from 'preact/hooks';
import { mayRole } from '../../../../shared/authority/permissions.ts';
import type { Role } from '../../../../shared/protocol/http.ts';
import type { MemberDetails } from '../../../../shared/protocol/members.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { refreshAccount } from '../../../store/account.ts';
import { request } from '../../../store/api.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { useAct } from '../use-act.ts';
import { Answered, useAnswer } from '../use-answer.tsx';
import { ChatLimit } from './chat-limit.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { MemberAvailability } from './member-availability.tsx';

export function MemberPage({ membership, id }: SettingsPageProps & { id: string }) {
  const { workspace, member: me } = membership;
  const answer = useAnswer<MemberDetails>(`/workspaces/${workspace.id}/members/${encodeURIComponent(id)}`);
  return (
    <>
      <BackLink to={{ name: 'settings', workspace: workspace.id, page: 'members' }}>
        {t('members.all')}
      </BackLink>
      <Answered answer={answer}>
        {(member) => (
          <>
            <PageHead title={member.name} lead={member.email} />
            <Facts member={member} />
            {member.state === 'active' && mayRole(me.role, 'conversations.supervise') && (
              <MemberAvailability workspace={workspace.id} member={member} isMe={member.id === me.id} />
            )}
            {mayRole(me.role, 'members.manage') && (
              <Manage
                key={member.role}
                member={member}
                me={me}
                workspace={workspace.id}
                onDone={answer.reload}
              />
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Facts({ member }: { member: MemberDetails }) {
  const facts: Array<[string, string]> = [
    [t('members.role'), t(`roles.${member.role}`)],
    [t('members.state'), t(`members.${member.state}`)],
    [t('members.joined'), moment(member.created_at)],
    [t('members.last-seen'), member.last_seen_at ? moment(member.last_seen_at) : t('members.never')],
    [
      t('members.chat-limit'),
      member.chat_limit === null ? t('members.chat-limit-none') : String(member.chat_limit),
    ],
    [t('members.teams'), member.teams.map(({ name }) => name).join(', ') || t('members.no-teams')],
  ];
  if (member.sessions !== null) facts.push([t('members.sessions'), String(member.sessions)]);
  if (typeof member.two_factor === 'boolean')
    facts.push([t('members.two-factor'), t(member.two_factor ? 'roles.yes' : 'roles.no')]);
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ManageProps {
  member: MemberDetails;
  me: { id: string; role: Role };
  workspace: string;
  onDone: () => void;
}

function Manage({ member, me, workspace, onDone }: ManageProps) {
  const [role, setRole] = useState<Role>(member.role);
  const act = useAct();
  const owns = mayRole(me.role, 'workspace.own');
  const isMe = member.id === me.id;
  // Owners are the business of owners; the server holds it, the page says so beforehand.
  if (member.role === 'owner' && !owns) return <p class="hint">{t('members.owner-only')}</p>;
  const at = `/workspaces/${workspace}/members/${member.id}`;
  const change = async (send: () => Promise<unknown>) => {
    if (!(await act.run(send))) return;
    onDone();
    if (isMe || owns) await refreshAccount();
  };
  const roles = (['agent', 'admin', 'owner'] as const).filter((one) => owns || one !== 'owner');
  const isActive = member.state === 'active';
  return (
    <section class="card" aria-label={t('members.manage')}>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <form
        class="form-row"
        onSubmit={(event) => {
          event.preventDefault();
          void change(() => request('PUT', `${at}/role`, { role }));
        }}
      >
        <SelectField
          label={t('members.role')}
          name="role"
          value={role}
          options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          hint={t('members.role-hint')}
          onChange={setRole}
        />
        <Button kind="primary" type="submit" busy={act.busy} disabled={role === member.role}>
          {t('settings.save')}
        </Button>
      </form>
      <ChatLimit key={member.chat_limit} path={at} member={member} onDone={onDone} />
      <div class="page-actions">
        {isActive && !isMe && (
          <ConfirmButton
            label={t('members.deactivate')}
            question={t('members.deactivate-sure', { name: member.name })}
            danger
            busy={act.busy}
            onConfirm={() => void change(() => request('POST', `${at}/deactivate`))}
          />
        )}
        {!isActive && (
          <Button busy={act.busy} onClick={() => void change(() => request('POST', `${at}/reactivate`))}>
            {t('members.reactivate')}
          </Button>
        )}
        {isActive && !isMe && member.two_factor === true && (
          <ConfirmButton
            label={t('members.reset-factor')}
            question={t('members.reset-factor-sure', { name: member.name })}
            danger
            busy={act.busy}
            onConfirm={() => void change(() => request('POST', `${at}/reset-second-factor`))}
          />
        )}
        {owns && isActive && !isMe && (
          <ConfirmButton
            label={t('members.transfer')}
            question={t('members.transfer-sure', { name: member.name })}
            busy={act.busy}
            onConfirm={() =>
              void change(() =>
                request('POST', `/workspaces/${workspace}/ownership`, { member_id: member.id }),
              )
            }
          />
        )}
      </div>
    </section>
  );
}
