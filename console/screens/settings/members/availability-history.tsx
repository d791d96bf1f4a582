import { useEffect, useState } from 'preact/hooks';
import type {
  AvailabilityChange,
  AvailabilityHistory as History,
} from '../../../../shared/protocol/supervision.ts';
import { moment, shortDuration } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Skeleton } from '../../../ui/late.tsx';
import { stateWords } from '../../inbox/availability-words.ts';
import { AnswerFailed } from '../answer-failed.tsx';
import { startOfDay } from '../audit/use-audit.ts';

interface Props {
  workspace: string;
  member: string;
}

type List = { changes: AvailabilityChange[]; next: string | null; error?: unknown } | undefined;

/** What was said or set over time, newest first, between two days. */
export function AvailabilityHistory({ workspace, member }: Props) {
  const [days, setDays] = useState({ from: '', to: '' });
  const [list, setList] = useState<List>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const query = (before?: string) =>
    new URLSearchParams({
      member_id: member,
      ...(days.from && { from: startOfDay(days.from) }),
      ...(days.to && { to: startOfDay(days.to, 1) }),
      ...(before && { before }),
    }).toString();
  const ask = (before?: string) =>
    request<History>('GET', `/workspaces/${workspace}/availability-changes?${query(before)}`);
  useEffect(() => {
    let wanted = true;
    ask().then(
      (page) => wanted && setList(page),
      (error: unknown) => wanted && setList({ changes: [], next: null, error }),
    );
    return () => void (wanted = false);
  }, [days.from, days.to, tries]);
  const more = async () => {
    if (!list?.next || busy) return;
    setBusy(true);
    await ask(list.next).then(
      (page) => setList({ changes: [...list.changes, ...page.changes], next: page.next }),
      (error: unknown) => setList({ ...list, error }),
    );
    setBusy(false);
  };
  return (
    <section class="availability-history" aria-labelledby="history-title">
      <h4 id="history-title">{t('history.title')}</h4>
      <div class="form-row">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            type="date"
            name={end}
            label={t(`audit.${end}`)}
            value={days[end]}
            onInput={(day) => setDays({ ...days, [end]: day })}
          />
        ))}
      </div>
      {list === undefined && <Skeleton rows={3} kind="conversations" />}
      {list?.error !== undefined && <AnswerFailed error={list.error} again={() => setTries(tries + 1)} />}
      {list && list.error === undefined && <Changes changes={list.changes} />}
      {list?.next && (
        <Button kind="quiet" busy={busy} onClick={() => void more()}>
          {t('list.more')}
        </Button>
      )}
    </section>
  );
}

function Changes({ changes }: { changes: readonly AvailabilityChange[] }) {
  if (changes.length === 0) return <p class="hint">{t('history.empty')}</p>;
  return (
    <div class="table-frame" role="region" aria-labelledby="history-title" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('history.when')}</th>
            <th scope="col">{t('history.what')}</th>
            <th scope="col">{t('history.lasted')}</th>
            <th scope="col">{t('history.by')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id}>
              <td>
                <time dateTime={change.at}>{moment(change.at)}</time>
              </td>
              <td>
                {stateWords(change)}
                {change.reason !== null && (
                  <small class="under">
                    <bdi>{change.reason}</bdi>
                  </small>
                )}
              </td>
              <td>{lasted(change)}</td>
              <td>
                <bdi>{byWhom(change)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lasted = ({ at, until }: AvailabilityChange): string =>
  until === null ? t('history.still') : shortDuration(Date.parse(until) - Date.parse(at));

const byWhom = ({ set_by, by_itself }: AvailabilityChange): string =>
  set_by?.name ?? t(by_itself ? 'history.by-itself' : 'history.themselves');
