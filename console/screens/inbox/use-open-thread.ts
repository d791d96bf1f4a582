import { useEffect, useState } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import { useDesk } from './desk-context.ts';

/** Keeps a thread whole while it is looked at; reads it as soon as there is a connection. Tells its visitor nothing. */
export function useOpenThread(id: string) {
  const desk = useDesk();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const isLive = desk.connection.value.kind === 'live';
  useEffect(() => () => desk.session.leave(id), [desk, id]);
  useEffect(() => {
    if (!isLive) return;
    setError(undefined);
    desk.session.open(id).catch((reason: unknown) => {
      const willComeBack = reason instanceof BellhopError && reason.code === 'unavailable';
      if (!willComeBack) setError(reason);
    });
  }, [desk, id, isLive, attempt]);
  return { error, again: () => setAttempt(attempt + 1) };
}
