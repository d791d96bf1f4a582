import { useId, useState } from 'preact/hooks';
import type { ImportReport, ResponseImport } from '../../../../shared/protocol/quick-responses.ts';
import type * as limits from '../../../../shared/protocol/quick-responses.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { useAct } from '../use-act.ts';

// The type holds it to the wire's own limit; JSON takes a little room for itself.
const MAX_BYTES: typeof limits.MAX_IMPORT_BYTES = 4_194_304;
const PATHS = { personal: 'quick-responses', shared: 'shared-quick-responses' } as const;
type Into = keyof typeof PATHS;

interface Props {
  workspace: string;
  mayShare: boolean;
  onImported: () => void;
}

/** Two steps: the file is checked and what it would do is shown; then it is imported, with or without its wrong lines. */
export function ImportResponses({ workspace, mayShare, onImported }: Props) {
  const [into, setInto] = useState<Into>(mayShare ? 'shared' : 'personal');
  const [csv, setCsv] = useState<string>();
  const [report, setReport] = useState<ImportReport>();
  const [tooLarge, setTooLarge] = useState(false);
  const act = useAct();
  const send = (text: string, target: Into, mode: ResponseImport['mode']) =>
    act.run(async () => {
      const path = `/workspaces/${workspace}/${PATHS[target]}/import`;
      const answer = await request<ImportReport>('POST', path, { csv: text, mode });
      setReport(answer);
      if (answer.done) onImported();
    });
  const take = async (file: File | undefined) => {
    setReport(undefined);
    setCsv(undefined);
    setTooLarge(false);
    if (!file) return;
    const text = await file.text();
    if (new Blob([JSON.stringify({ csv: text, mode: 'strict' })]).size > MAX_BYTES) return setTooLarge(true);
    setCsv(text);
    await send(text, into, 'check');
  };
  const aim = (target: Into) => {
    setInto(target);
    setReport(undefined);
    if (csv !== undefined) void send(csv, target, 'check');
  };
  const note = tooLarge ? t('quick.import-too-large') : act.failure?.text;
  return (
    <div class="card settings-form">
      <p>{t('quick.import-lead')}</p>
      <FormNote kind="bad">{note}</FormNote>
      {mayShare && (
        <SelectField
          label={t('quick.import-into')}
          name="into"
          value={into}
          options={[
            { value: 'shared', label: t('quick.import-into.shared') },
            { value: 'personal', label: t('quick.import-into.personal') },
          ]}
          onChange={aim}
        />
      )}
      <FileField onFile={(file) => void take(file)} />
      {report && <Report report={report} />}
      {report && !report.done && csv !== undefined && (
        <Answers report={report} busy={act.busy} onImport={(mode) => void send(csv, into, mode)} />
      )}
    </div>
  );
}

function FileField({ onFile }: { onFile: (file: File | undefined) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('quick.import-file')}</label>
      <input
        id={id}
        class="file"
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
    </div>
  );
}

function Report({ report: { done, created, updated, wrong, wrong_lines: count } }: { report: ImportReport }) {
  const counts = { created, updated };
  return (
    <div class="import-report">
      <FormNote kind={done ? 'good' : 'plain'}>
        {done ? t('quick.import-done', counts) : t('quick.import-found', { ...counts, wrong: count })}
      </FormNote>
      {count > 0 && (
        <>
          <h3>{t('quick.import-wrong')}</h3>
          <ul class="rows">
            {wrong.map(({ line, field, message }) => (
              <li key={line}>
                <span>
                  <b>{t('quick.import-line', { line: String(line) })}</b>
                  {field && <code dir="ltr"> {field}</code>} <span dir="auto">{message}</span>
                </span>
              </li>
            ))}
          </ul>
          {count > wrong.length && <p>{t('quick.import-more', { count: count - wrong.length })}</p>}
        </>
      )}
    </div>
  );
}

interface AnswersProps {
  report: ImportReport;
  busy: boolean;
  onImport: (mode: 'strict' | 'skip') => void;
}

function Answers({ report: { created, updated, wrong_lines: wrong }, busy, onImport }: AnswersProps) {
  if (created + updated === 0) return <p>{t('quick.import-nothing')}</p>;
  return (
    <div class="page-actions">
      {wrong === 0 ? (
        <Button kind="primary" busy={busy} onClick={() => onImport('strict')}>
          {t('quick.import-all')}
        </Button>
      ) : (
        <Button busy={busy} onClick={() => onImport('skip')}>
          {t('quick.import-skip')}
        </Button>
      )}
    </div>
  );
}
