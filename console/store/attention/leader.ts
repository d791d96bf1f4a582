/** Asks for a lock that one tab of the browser holds at a time; the next tab has it when this one goes. */
export function lead(name: string, onLead: () => void): () => void {
  const leaving = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { locks } = navigator;
  // Without locks (an old browser, a page without HTTPS) every tab leads: told twice is better than never.
  if (!locks) onLead();
  else
    locks
      .request(name, { signal: leaving.signal }, () => {
        onLead();
        return held;
      })
      .catch(() => undefined);
  return () => {
    leaving.abort();
    release();
  };
}
