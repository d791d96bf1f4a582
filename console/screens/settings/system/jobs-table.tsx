import { useEffect, useState } from 'preact/hooks';
import { COUNTS, type JobName } from '../../../../shared/jobs/job-names.ts';
import type { JobView } from '../../../../shared/jobs/job-wire.ts';
import { moment, shortDuration } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { FormNote } from '../../account/account-page.tsx';
import { useAct } from '../use-act.ts';
import { Answered, useAnswer } from '../use-answer.tsx';

const LOOK_AGAIN_MS = 5_000;
/** After a run was asked for, until it is over. */
const LOOK_SOON_MS = 1_000;

/** The jobs with their last run, its result and the next run; looked at again while the page is open. */
export function JobsTable({ workspace }: { workspace: string }) {
  const path = `/workspaces/${workspace}/jobs`;
  const answer = useAnswer<{ jobs: JobView[] }>(path);
  const act = useAct();
  const [asked, setAsked] = useState<{ name: JobName; before: string | null }>();
  const jobs = answer.value?.jobs;
  const waited = jobs?.find(({ name }) => name === asked?.name);
  const isWaiting = asked !== undefined && (waited?.finished_at ?? null) === asked.before;
  useEffect(() => {
    const timer = setInterval(answer.reload, isWaiting ? LOOK_SOON_MS : LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, path]);
  const ask = async ({ name, finished_at }: JobView) => {
    if (await act.run(() => request('POST', `${path}/${name}/run`))) setAsked({ name, before: finished_at });
    answer.reload();
  };
  return (
    <section aria-label={t('system.jobs')}>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <p class="hidden" role="status">
        {isWaiting && t('system.asked')}
      </p>
      <Answered answer={answer}>
        {({ jobs: known }) => (
          <div class="table-frame" role="region" aria-label={t('system.jobs')} tabIndex={0}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t('system.job')}</th>
                  <th scope="col">{t('system.last-run')}</th>
                  <th scope="col">{t('system.result')}</th>
                  <th scope="col">{t('system.next-run')}</th>
                </tr>
              </thead>
              <tbody>
                {known.map((job) => (
                  <JobRow
                    key={job.name}
                    job={job}
                    busy={act.busy || (isWaiting && asked.name === job.name)}
                    onRun={() => void ask(job)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </section>
  );
}

function JobRow({ job, busy, onRun }: { job: JobView; busy: boolean; onRun: () => void }) {
  const isDue = Date.parse(job.next_run_at) <= Date.now();
  return (
    <tr data-job={job.name}>
      <th scope="row">
        {t(`system.job.${job.name}`)}
        <small class="under">{t(`system.job.${job.name}.meaning`)}</small>
      </th>
      <td>
        <LastRun job={job} />
      </td>
      <td>
        <Result result={job.result} />
      </td>
      <td>
        {isDue || job.running ? t('system.at-once') : moment(job.next_run_at)}{' '}
        <Button busy={busy} onClick={onRun}>
          {t('system.run-now')}
          <span class="hidden">: {t(`system.job.${job.name}`)}</span>
        </Button>
      </td>
    </tr>
  );
}

function LastRun({ job: { running, started_at, finished_at, duration_ms, outcome } }: { job: JobView }) {
  if (running && started_at) return <>{t('system.running', { time: moment(started_at) })}</>;
  if (!finished_at || !outcome || duration_ms === null) return <>{t('system.never-ran')}</>;
  const duration =
    duration_ms < 1_000 ? t('system.milliseconds', { count: duration_ms }) : shortDuration(duration_ms);
  return (
    <>
      {moment(finished_at)}
      <small class="under">{t('system.took', { duration })}</small>
      <small class="under" data-outcome={outcome}>
        {t(`system.outcome.${outcome}`)}
      </small>
    </>
  );
}

function Result({ result }: { result: JobView['result'] }) {
  if (!result) return <>{t('system.no-result')}</>;
  return (
    <>
      {COUNTS.flatMap((what) => {
        const count = result.counts[what];
        const text = t('system.count', { what: t(`system.count.${what}`), count: count ?? 0 });
        return count === undefined ? [] : [<div key={what}>{text}</div>];
      })}
      <small class="under">{moment(result.at)}</small>
    </>
  );
}
