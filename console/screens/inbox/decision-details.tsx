import { useState } from 'preact/hooks';
import type { Judged } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { Answered, useAnswer } from '../settings/use-answer.tsx';
import { useDesk } from './desk-context.ts';

interface Props {
  conversation: string;
  seq: number;
  /** Who got it. */
  chosen: string;
}

/** Who could have had a chat, and how each stood: asked for when somebody wants to know. */
export function DecisionDetails(props: Props) {
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details
      class="decision"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpen(true);
      }}
    >
      <summary>{t('decision.show')}</summary>
      {wasOpen && <Candidates {...props} />}
    </details>
  );
}

function Candidates({ conversation, seq, chosen }: Props) {
  const { workspace } = useDesk();
  const at = `/workspaces/${encodeURIComponent(workspace)}/conversations/${encodeURIComponent(conversation)}`;
  const answer = useAnswer<{ candidates: Judged[] }>(`${at}/decisions/${seq}`);
  return (
    <Answered answer={answer}>
      {({ candidates }) => (
        <ul>
          {candidates.map((one) => (
            <li key={one.member_id}>
              <b>
                <bdi>{one.name}</bdi>
              </b>
              <span>{t('availability.load', { load: one.load, count: one.limit })}</span>
              <span>{standingOf(one, chosen)}</span>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

function standingOf({ member_id, excluded }: Judged, chosen: string): string {
  if (member_id === chosen) return t('decision.chosen');
  return t(excluded === null ? 'decision.free' : `decision.${excluded}`);
}
