import type { VisitorSession, VisitorState } from '../../shared/client/types.ts';

/** Calls with the state before and after every change. */
export const eachChange = (
  session: VisitorSession,
  call: (before: VisitorState, now: VisitorState) => void,
): (() => void) => {
  let before = session.getState();
  return session.subscribe(() => {
    const was = before;
    before = session.getState();
    call(was, before);
  });
};
