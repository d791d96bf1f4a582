import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { request } from '../../store/api.ts';
import { Skeleton } from '../../ui/late.tsx';
import { AnswerFailed } from './answer-failed.tsx';

export interface Answer<T> {
  value: T | undefined;
  error: unknown;
  /** Asks again; what is known stays until the answer is there. */
  reload: () => void;
}

/** What our server answers to a path, kept for this component. */
export function useAnswer<T>(path: string): Answer<T> {
  const [known, setKnown] = useState<{ path: string; value?: T; error?: unknown }>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let wanted = true;
    request<T>('GET', path).then(
      (value) => wanted && setKnown({ path, value }),
      (error: unknown) => wanted && setKnown({ path, error }),
    );
    return () => void (wanted = false);
  }, [path, asked]);
  const here = known?.path === path ? known : undefined;
  return { value: here?.value, error: here?.error, reload: () => setAsked((count) => count + 1) };
}

interface Props<T> {
  answer: Answer<T>;
  children: (value: T) => ComponentChildren;
}

/** The loading, failed and ready state of an answer. */
export function Answered<T>({ answer, children }: Props<T>) {
  if (answer.value !== undefined) return <>{children(answer.value)}</>;
  if (answer.error === undefined) return <Skeleton rows={4} kind="conversations" />;
  return <AnswerFailed error={answer.error} again={answer.reload} />;
}
