import { useState } from 'preact/hooks';
import type { MemberDetails } from '../../../../shared/protocol/members.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { numberOrNull } from '../teams/team-draft.ts';
import { keepDraft, readDraft } from '../unsaved.ts';
import { useAct } from '../use-act.ts';

interface Props {
  /** Of the API. */
  path: string;
  member: MemberDetails;
  onDone: () => void;
}

/** How many chats a member takes at once. */
export function ChatLimit({ path, member, onDone }: Props) {
  const saved = String(member.chat_limit ?? '');
  const form = `${member.id} chat-limit`;
  const [typed, setTyped] = useState((readDraft('members', form) as string | undefined) ?? saved);
  const { run, failure, busy } = useAct();
  const type = (next: string) => {
    setTyped(next);
    keepDraft('members', form, next === saved ? undefined : next);
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { chat_limit: numberOrNull(typed) };
    if (!(await run(() => request('PUT', `${path}/chat-limit`, body)))) return;
    keepDraft('members', form, undefined);
    onDone();
  };
  return (
    <form class="form-row" onSubmit={(event) => void save(event)} noValidate>
      <FormNote kind="bad">{failure && failure.field === undefined && failure.text}</FormNote>
      <Field
        label={t('members.chat-limit')}
        name="chat_limit"
        inputmode="numeric"
        value={typed}
        hint={`${t('members.chat-limit-hint')} ${t('load.rule')}`}
        error={failure?.field === undefined ? undefined : failure.text}
        onInput={type}
      />
      <Button kind="primary" type="submit" busy={busy} disabled={typed.trim() === saved}>
        {t('settings.save')}
      </Button>
    </form>
  );
}
