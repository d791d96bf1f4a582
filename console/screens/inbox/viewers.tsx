import { useEffect, useState } from 'preact/hooks';
import type * as limits from '../../../shared/protocol/limits.ts';
import type { Viewer } from '../../../shared/protocol/server-frames.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useDesk } from './desk-context.ts';

// The type holds it to the wire's own interval.
const RENEW_MS: typeof limits.VIEWING_RENEW_MS = 15_000;
/** Who runs through the list looks at nothing. */
const SETTLE_MS = 400;
const MAX_FACES = 4;

/** Colleagues who look at the same conversation, as faces. */
export function Viewers({ id }: { id: string }) {
  const viewers = useViewers(id);
  if (viewers.length === 0) return null;
  const names = listed(viewers.map(({ name }) => name));
  return (
    <div
      class="viewers"
      role="img"
      aria-label={t('viewers.label', { names })}
      title={t('viewers.label', { names })}
    >
      {viewers.slice(0, MAX_FACES).map((viewer) => (
        <Avatar key={viewer.id} name={viewer.name} id={viewer.id} />
      ))}
      {viewers.length > MAX_FACES && <span>+{viewers.length - MAX_FACES}</span>}
    </div>
  );
}

/** [T5] Tells that one looks, as long as the page is to be seen, and learns who else does. */
function useViewers(id: string): readonly Viewer[] {
  const { session, me, connection } = useDesk();
  const [viewers, setViewers] = useState<readonly Viewer[]>([]);
  const isLive = connection.value.kind === 'live';
  const isSeen = useIsSeen();
  useEffect(() => {
    setViewers([]);
    if (!isLive || !isSeen) return;
    let isWanted = true;
    let hasTold = false;
    const take = (next: readonly Viewer[]) => {
      if (isWanted) setViewers(next.filter((viewer) => viewer.id !== me.id));
    };
    const tell = () => {
      hasTold = true;
      // What fails now is told again with the next connection.
      session.view(id).then(take, () => undefined);
    };
    const stopListening = session.listen((event) => {
      if (event.type === 'viewers.changed' && event.conversation_id === id) take(event.viewers);
    });
    const first = setTimeout(tell, SETTLE_MS);
    const renewing = setInterval(tell, RENEW_MS);
    return () => {
      isWanted = false;
      clearTimeout(first);
      clearInterval(renewing);
      stopListening();
      if (hasTold) session.view(null).catch(() => undefined);
    };
  }, [session, id, isLive, isSeen]);
  return viewers;
}

function useIsSeen(): boolean {
  const [isSeen, setSeen] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const read = () => setSeen(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return isSeen;
}
