import { useState } from 'preact/hooks';
import type { QuickResponse } from '../../../../shared/protocol/quick-responses.ts';
import type { Team } from '../../../../shared/protocol/teams.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { ConfirmButton } from '../members/confirm-button.tsx';
import { keepDraft, readDraft } from '../unsaved.ts';
import { useAct } from '../use-act.ts';
import { useAnswer } from '../use-answer.tsx';
import { FolderField } from './folder-field.tsx';
import { draftOf, toRequest, type ResponseDraft } from './response-draft.ts';
import { ResponseText } from './response-text.tsx';

const PAGE = 'quick-responses';

interface Props {
  workspace: string;
  /** Absent for a new one. */
  response: QuickResponse | undefined;
  folders: readonly string[];
  mayShare: boolean;
  onDone: () => void;
}

export function ResponseForm({ workspace, response, folders, mayShare, onDone }: Props) {
  const form = `${workspace} ${response?.id ?? 'new'}`;
  const [draft, setDraft] = useState(
    (readDraft(PAGE, form) as ResponseDraft | undefined) ?? draftOf(response),
  );
  const act = useAct();
  const change = (part: Partial<ResponseDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(PAGE, form, JSON.stringify(next) === JSON.stringify(draftOf(response)) ? undefined : next);
  };
  const finish = () => {
    keepDraft(PAGE, form, undefined);
    onDone();
  };
  const { path, body } = toRequest(draft);
  const at = `/workspaces/${workspace}/${path}`;
  const save = async (event: Event) => {
    event.preventDefault();
    const saved = await act.run(() =>
      response ? request('PUT', `${at}/${response.id}`, body) : request('POST', at, body),
    );
    if (saved) finish();
  };
  const remove = async () => {
    if (response && (await act.run(() => request('DELETE', `${at}/${response.id}`)))) finish();
  };
  const { failure } = act;
  const field = (name: 'title' | 'shortcut' | 'folder' | 'text') => ({
    name,
    value: draft[name],
    error: failure?.field === name ? failure.text : undefined,
    onInput: (value: string) => change({ [name]: value }),
  });
  return (
    <form class="card settings-form" onSubmit={(event) => void save(event)} noValidate>
      <FormNote kind="bad">{failure && !(failure.field! in draft) && failure.text}</FormNote>
      <Field {...field('title')} label={t('quick.title')} focused={!response} />
      <Field {...field('shortcut')} label={t('quick.shortcut')} hint={t('quick.shortcut-hint')} />
      {mayShare && (
        <Whose
          workspace={workspace}
          value={draft.whose}
          response={response}
          error={failure?.field === 'team_id' ? failure.text : undefined}
          onChange={(whose) => change({ whose })}
        />
      )}
      <FolderField {...field('folder')} folders={folders} />
      <ResponseText {...field('text')} />
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={act.busy}>
          {t('settings.save')}
        </Button>
        <Button kind="quiet" onClick={() => change(draftOf(response))}>
          {t('settings.discard')}
        </Button>
        {response && (
          <ConfirmButton
            danger
            label={t('quick.delete')}
            question={t('quick.delete-sure', { title: response.title })}
            busy={act.busy}
            onConfirm={() => void remove()}
          />
        )}
      </div>
    </form>
  );
}

interface WhoseProps {
  workspace: string;
  value: string;
  response: QuickResponse | undefined;
  error: string | undefined;
  onChange: (whose: string) => void;
}

/** What is somebody's own stays their own, and what others use is not taken from them; between teams it can move. */
function Whose({ workspace, value, response, error, onChange }: WhoseProps) {
  const answer = useAnswer<{ teams: Team[] }>(`/workspaces/${workspace}/teams`);
  const isOwn = response?.scope === 'personal';
  // While the teams are read, the one that is chosen is among them already.
  const teams = answer.value?.teams ?? (response?.team ? [response.team] : []);
  const own = { value: 'personal', label: t('quick.scope.personal') };
  const shared = [
    { value: 'workspace', label: t('quick.scope.workspace') },
    ...teams.map(({ id, name }) => ({ value: id, label: t('quick.scope.team', { name }) })),
  ];
  return (
    <SelectField
      label={t('quick.scope')}
      name="whose"
      value={value}
      options={[...(response && !isOwn ? [] : [own]), ...(isOwn ? [] : shared)]}
      error={error}
      disabled={isOwn}
      onChange={onChange}
    />
  );
}
