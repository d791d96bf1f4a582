import { useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { DryRun, Judged } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Answered, useAnswer } from '../settings/use-answer.tsx';
import { useDesk } from './desk-context.ts';

/** "Who would get this now?" of a chat that waits: asked when somebody wants to know, and changing nothing. */
export function DryRunLine({ conversation }: { conversation: Conversation }) {
  const { workspace } = useDesk();
  const [wasOpen, setWasOpen] = useState(false);
  const at = `/workspaces/${encodeURIComponent(workspace)}/conversations/${encodeURIComponent(conversation.id)}`;
  return (
    <details
      class="dry-run"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpen(true);
      }}
    >
      <summary>{t('dry.open')}</summary>
      {wasOpen &&
        (conversation.team_id === null ? <p>{t('dry.no-team')}</p> : <DryRunOf path={`${at}/routing`} />)}
    </details>
  );
}

/** What a path of dry runs answers, with the candidates and how each stands. */
export function DryRunOf({ path }: { path: string }) {
  const answer = useAnswer<DryRun>(path);
  return (
    <div class="dry-run-answer">
      <Answered answer={answer}>
        {({ choice, candidates }) => (
          <>
            <p role="status">
              <b>{choiceText(choice)}</b>
            </p>
            {candidates.length > 0 && (
              <ul>
                {candidates.map((one) => (
                  <Candidate
                    key={one.member_id}
                    one={one}
                    isNext={choice.kind === 'chosen' && choice.member_id === one.member_id}
                  />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
      <p class="dry-run-foot">
        <span>{t('dry.hint')}</span>
        <Button kind="quiet" onClick={answer.reload}>
          {t('dry.again')}
        </Button>
      </p>
    </div>
  );
}

function Candidate({ one, isNext }: { one: Judged; isNext: boolean }) {
  return (
    <li class={isNext ? 'next' : ''}>
      <b>
        <bdi>{one.name}</bdi>
      </b>
      <span>{t('availability.load', { load: one.load, count: one.limit })}</span>
      <span>{isNext ? t('dry.next') : t(one.excluded === null ? 'dry.free' : `dry.${one.excluded}`)}</span>
    </li>
  );
}

function choiceText(choice: DryRun['choice']): string {
  if (choice.kind === 'nobody') return t(`dry.${choice.because}`);
  return t('dry.next-is', { name: choice.name, rule: t(`dry.rule.${choice.rule}`) });
}
