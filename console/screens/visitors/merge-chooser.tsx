import { useState } from 'preact/hooks';
import type { VisitorDetails, VisitorPage, VisitorSummary } from '../../../shared/protocol/visitors.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Field } from '../../ui/field.tsx';
import { ConfirmButton } from '../settings/members/confirm-button.tsx';
import { Answered, useAnswer } from '../settings/use-answer.tsx';
import { NO_FILTERS, queryOf } from './visitor-filters.ts';
import { useSettled } from './visitor-list.tsx';
import { nameOf } from './visitor-name.ts';

interface Props {
  visitor: VisitorDetails;
  workspace: string;
  busy: boolean;
  onChoose: (id: string) => void;
}

const SHOWN = 10;

/** Who else of the same site it could be. */
export function MergeChooser({ visitor, workspace, busy, onChoose }: Props) {
  const [q, setQ] = useState(visitor.email ?? visitor.name ?? '');
  const query = useSettled(queryOf({ ...NO_FILTERS, q, site: visitor.site.id }));
  const answer = useAnswer<VisitorPage>(`/workspaces/${encodeURIComponent(workspace)}/visitors${query}`);
  return (
    <div class="merge-chooser">
      <p>{t('visitors.merge-lead')}</p>
      <Field label={t('visitors.merge-search')} name="duplicate" value={q} focused onInput={setQ} />
      <Answered answer={answer}>
        {({ visitors }) => {
          const others = visitors.filter(({ id }) => id !== visitor.id).slice(0, SHOWN);
          if (others.length === 0) return <p class="quiet">{t('visitors.merge-none')}</p>;
          return (
            <ul class="rows">
              {others.map((other) => (
                <Candidate key={other.id} other={other} busy={busy} onChoose={() => onChoose(other.id)} />
              ))}
            </ul>
          );
        }}
      </Answered>
    </div>
  );
}

interface CandidateProps {
  other: VisitorSummary;
  busy: boolean;
  onChoose: () => void;
}

const Candidate = ({ other, busy, onChoose }: CandidateProps) => (
  <li>
    <span>
      <bdi>{nameOf(other)}</bdi>
      <span class="under">
        {t('visitors.last-seen')} {moment(other.last_seen_at)}
      </span>
    </span>
    <ConfirmButton
      label={t('visitors.merge-this', { name: nameOf(other) })}
      question={t('visitors.merge-lead')}
      busy={busy}
      onConfirm={onChoose}
    />
  </li>
);
