import { useState } from 'preact/hooks';
import type { AvailabilityState } from '../../../../shared/protocol/routing.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { stateWords, lookOf } from '../../inbox/availability-words.ts';
import { SetAvailability } from '../../supervision/set-availability.tsx';
import { Answered, useAnswer } from '../use-answer.tsx';
import { AvailabilityHistory } from './availability-history.tsx';

interface Props {
  workspace: string;
  member: { id: string; name: string };
  /** One's own is set at the top of every screen. */
  isMe: boolean;
}

/** How a colleague stands, the way to set it, and how it was before. */
export function MemberAvailability({ workspace, member, isMe }: Props) {
  const path = `/workspaces/${workspace}/members/${member.id}/availability`;
  const answer = useAnswer<AvailabilityState>(path);
  const [saves, setSaves] = useState(0);
  const [isSetting, setSetting] = useState(false);
  const done = () => {
    setSetting(false);
    setSaves(saves + 1);
    answer.reload();
  };
  return (
    <section class="card" aria-labelledby="availability-title">
      <h3 id="availability-title">{t('member.availability')}</h3>
      <Answered answer={answer}>
        {(state) => (
          <>
            <Standing state={state} />
            {!isMe && !isSetting && (
              <div class="page-actions">
                <Button onClick={() => setSetting(true)}>{t('member.set-availability')}</Button>
              </div>
            )}
            {isSetting && <SetAvailability path={path} name={member.name} state={state} onDone={done} />}
          </>
        )}
      </Answered>
      <AvailabilityHistory key={saves} workspace={workspace} member={member.id} />
    </section>
  );
}

function Standing({ state }: { state: AvailabilityState }) {
  const words = state.by_itself ? t('availability.by-itself') : stateWords(state);
  const parts = [
    t('availability.load', { load: state.load, count: state.limit }),
    t('offer.since', { time: moment(state.since) }),
    state.reason,
    state.set_by && t('availability.set-by', { name: state.set_by.name }),
  ].filter(Boolean);
  return (
    <p class="member-standing">
      <i class={`availability-dot ${lookOf(state)}`} aria-hidden="true" />
      <b>{words}</b>
      <bdi>{parts.join(' · ')}</bdi>
    </p>
  );
}
