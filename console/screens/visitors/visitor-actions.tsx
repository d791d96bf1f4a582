import { useState } from 'preact/hooks';
import type { VisitorDetails } from '../../../shared/protocol/visitors.ts';
import { t } from '../../i18n/translate.ts';
import { request } from '../../store/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ConfirmButton } from '../settings/members/confirm-button.tsx';
import { keepDraft } from '../settings/unsaved.ts';
import { useAct } from '../settings/use-act.ts';
import { MergeChooser } from './merge-chooser.tsx';

interface Props {
  visitor: VisitorDetails;
  path: string;
  workspace: string;
  onDone: () => void;
}

export function VisitorActions({ visitor, path, workspace, onDone }: Props) {
  const [open, setOpen] = useState<'merge' | 'erase'>();
  const { busy, failure, run } = useAct();
  const act = async (change: () => Promise<unknown>) => {
    if (!(await run(change))) return;
    setOpen(undefined);
    // What was typed is about what was: an erased visitor keeps nothing, a merged one has more.
    keepDraft('visitors', visitor.id, undefined);
    onDone();
  };
  const block = visitor.blocked_at ? 'unblock' : 'block';
  const toggle = (which: 'merge' | 'erase') => setOpen(open === which ? undefined : which);
  return (
    <section class="card">
      <h3>{t('visitors.actions')}</h3>
      <div class="visitor-actions">
        <ConfirmButton
          key={block}
          label={t(`visitors.${block}`)}
          question={t(`visitors.${block}-question`)}
          danger={block === 'block'}
          busy={busy}
          onConfirm={() => void act(() => request('POST', `${path}/${block}`))}
        />
        <a class="button" href={`/api/v1${path}/export`} download>
          {t('visitors.export')}
        </a>
        <Button onClick={() => toggle('merge')}>{t('visitors.merge')}</Button>
        <Button kind="danger" onClick={() => toggle('erase')}>
          {t('visitors.erase')}
        </Button>
      </div>
      {open === 'merge' && (
        <MergeChooser
          visitor={visitor}
          workspace={workspace}
          busy={busy}
          onChoose={(id) => void act(() => request('POST', `${path}/merge`, { duplicate_id: id }))}
        />
      )}
      {open === 'erase' && <EraseForm busy={busy} onErase={() => void act(() => request('DELETE', path))} />}
      {failure && <p role="alert">{failure.text}</p>}
    </section>
  );
}

function EraseForm({ busy, onErase }: { busy: boolean; onErase: () => void }) {
  const [typed, setTyped] = useState('');
  const word = t('visitors.erase-word');
  const isRight = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase();
  return (
    <form
      class="confirm danger"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) onErase();
      }}
    >
      <p>{t('visitors.erase-lead')}</p>
      <Field
        label={t('visitors.erase-type', { word })}
        name="confirmation"
        autocomplete="off"
        value={typed}
        focused
        onInput={setTyped}
      />
      <Button kind="primary" type="submit" busy={busy} disabled={!isRight}>
        {t('visitors.erase-now')}
      </Button>
    </form>
  );
}
