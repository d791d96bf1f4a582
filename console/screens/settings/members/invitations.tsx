import { useState } from 'preact/hooks';
import type { Invitation, Invited } from '../../../../shared/protocol/members.ts';
import type { Role } from '../../../../shared/protocol/http.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { emailError } from '../../account/use-form.ts';
import { FormNote } from '../../account/account-page.tsx';
import { keepDraft, readDraft } from '../unsaved.ts';
import { useAct } from '../use-act.ts';
import { Answered, useAnswer } from '../use-answer.tsx';
import { InviteLink } from './invite-link.tsx';

interface Draft {
  email: string;
  role: Role;
}
const EMPTY: Draft = { email: '', role: 'agent' };

/** Inviting, and who was invited and has not come yet. */
export function Invitations({ workspace, isOwner }: { workspace: string; isOwner: boolean }) {
  const path = `/workspaces/${workspace}/invitations`;
  const answer = useAnswer<{ invitations: Invitation[] }>(path);
  const [made, setMade] = useState<Invited>();
  const took = (invited: Invited | undefined) => {
    setMade(invited);
    answer.reload();
  };
  return (
    <section class="card" aria-labelledby="invite-title">
      <h3 id="invite-title">{t('invite.title')}</h3>
      <InviteForm path={path} draftKey={workspace} isOwner={isOwner} onMade={took} />
      {made && <InviteLink key={made.link ?? made.invitation.id} invited={made} />}
      <Answered answer={answer}>
        {({ invitations }) =>
          invitations.length > 0 && (
            <ul class="rows" aria-label={t('invite.pending')}>
              {invitations.map((one) => (
                <Pending key={one.id} path={path} invitation={one} onDone={took} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

interface FormProps {
  path: string;
  draftKey: string;
  isOwner: boolean;
  onMade: (invited: Invited) => void;
}

function InviteForm({ path, draftKey, isOwner, onMade }: FormProps) {
  const [draft, setDraft] = useState((readDraft('members', draftKey) as Draft | undefined) ?? EMPTY);
  const [wrong, setWrong] = useState<string>();
  const act = useAct();
  const change = (next: Draft) => {
    setDraft(next);
    setWrong(undefined);
    keepDraft('members', draftKey, next.email === '' ? undefined : next);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const email = draft.email.trim();
    const error = emailError(email);
    setWrong(error);
    if (error) return;
    const sent = await act.run(async () => onMade(await request<Invited>('POST', path, { ...draft, email })));
    if (sent) change(EMPTY);
  };
  const { failure } = act;
  const roles = (['agent', 'admin', 'owner'] as const).filter((role) => isOwner || role !== 'owner');
  return (
    <form class="form-row" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('invite.email')}
        name="email"
        type="email"
        inputmode="email"
        autocomplete="off"
        value={draft.email}
        error={wrong ?? (failure?.field === 'email' ? failure.text : undefined)}
        onInput={(email) => change({ ...draft, email })}
      />
      <SelectField
        label={t('members.role')}
        name="role"
        value={draft.role}
        options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        error={failure?.field === 'role' ? failure.text : undefined}
        onChange={(role) => change({ ...draft, role })}
      />
      <Button kind="primary" type="submit" busy={act.busy}>
        {t('invite.submit')}
      </Button>
      {failure && !['email', 'role'].includes(failure.field ?? '') && (
        <FormNote kind="bad">{failure.text}</FormNote>
      )}
    </form>
  );
}

interface PendingProps {
  path: string;
  invitation: Invitation;
  onDone: (invited?: Invited) => void;
}

function Pending({ path, invitation, onDone }: PendingProps) {
  const act = useAct();
  const at = `${path}/${invitation.id}`;
  const { email, role, state, expires_at } = invitation;
  const when = moment(expires_at);
  return (
    <li>
      <span>
        <b>{email}</b>
        <small class="under">
          {t(`roles.${role}`)} · {t(state === 'open' ? 'invite.until' : 'invite.expired', { when })}
        </small>
        {act.failure && <small class="field-error">{act.failure.text}</small>}
      </span>
      <Button
        busy={act.busy}
        onClick={() => void act.run(async () => onDone(await request<Invited>('POST', `${at}/resend`)))}
      >
        {t('invite.resend')}
        <span class="hidden"> {email}</span>
      </Button>
      <Button
        kind="quiet"
        busy={act.busy}
        onClick={() => void act.run(async () => onDone(await request<undefined>('DELETE', at)))}
      >
        {t('invite.revoke')}
        <span class="hidden"> {email}</span>
      </Button>
    </li>
  );
}
