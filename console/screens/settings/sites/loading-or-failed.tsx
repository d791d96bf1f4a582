import { Skeleton } from '../../../ui/late.tsx';
import { AnswerFailed } from '../answer-failed.tsx';

type State = { state: 'loading' } | { state: 'failed'; error: unknown; again: () => void };

export function LoadingOrFailed({ state }: { state: State }) {
  if (state.state === 'loading') return <Skeleton rows={3} kind="conversations" />;
  return <AnswerFailed error={state.error} again={state.again} />;
}
