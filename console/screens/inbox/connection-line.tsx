import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { useDesk } from './desk-context.ts';

const PATIENCE_MS = 1_500;

/** One slim line when the connection is not what it should be; silent about hiccups. */
export function ConnectionLine() {
  const desk = useDesk();
  const { value: connection } = desk.connection;
  const [online, setOnline] = useState(navigator.onLine);
  const [isLate, setLate] = useState(false);
  const isLive = connection.kind === 'live';

  useEffect(() => {
    const read = () => {
      setOnline(navigator.onLine);
      if (document.visibilityState === 'visible' && navigator.onLine) desk.session.nudge();
    };
    const events = ['online', 'offline', 'focus', 'pageshow'];
    for (const name of events) addEventListener(name, read);
    return () => events.forEach((name) => removeEventListener(name, read));
  }, [desk]);
  useEffect(() => {
    setLate(false);
    if (isLive) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLive]);

  const text = !online ? t('connection.offline') : isLate ? t('connection.reconnecting') : undefined;
  return (
    <div class="connection" role="status" data-shown={!isLive && text !== undefined}>
      {!isLive && text !== undefined && (
        <>
          <span>{text}</span>
          {online && (
            <button type="button" class="link" onClick={() => desk.session.nudge()}>
              {t('connection.retry')}
            </button>
          )}
        </>
      )}
    </div>
  );
}
