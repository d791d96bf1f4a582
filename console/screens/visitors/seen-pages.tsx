import { useEffect } from 'preact/hooks';
import type { VisitorActivityList } from '../../../shared/protocol/identify.ts';
import { listTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import { useAnswer } from '../settings/use-answer.tsx';

const RENEW_MS = 20_000;

/** Which pages a visitor saw, the latest first, and what they did there; nothing where nothing is known. */
export function SeenPages({ path }: { path: string }) {
  const answer = useAnswer<VisitorActivityList>(`${path}/activity`);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && answer.reload(), RENEW_MS);
    return () => clearInterval(timer);
  }, [path]);
  const known = answer.value;
  if (!known) return null;
  return (
    <>
      {known.pages.length > 0 && <h3>{t('visitors.pages-seen')}</h3>}
      {known.pages.length > 0 && (
        <ul class="trail" aria-label={t('visitors.pages-seen')}>
          {known.pages.map(({ url, title, at }, index) => (
            <li key={index}>
              <Address url={url} title={title} />
              <Time at={at} />
            </li>
          ))}
        </ul>
      )}
      {known.events.length > 0 && <h3>{t('visitors.events')}</h3>}
      {known.events.length > 0 && (
        <ul class="trail" aria-label={t('visitors.events')}>
          {known.events.map(({ name, properties, at }, index) => (
            <li key={index}>
              <span>
                <bdi>{name}</bdi>{' '}
                <bdi class="quiet">
                  {Object.entries(properties)
                    .map(([key, value]) => `${key}: ${String(value)}`)
                    .join(', ')}
                </bdi>
              </span>
              <Time at={at} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Time = ({ at }: { at: string }) => <time dateTime={at}>{listTime(at, now.value)}</time>;

/** [S12] What a visitor's page says of itself is text, and leads to web pages alone. */
const Address = ({ url, title }: { url: string; title: string }) => {
  if (!/^https?:\/\//.test(url)) return <bdi>{title || url}</bdi>;
  return (
    <a href={url} title={url} target="_blank" rel="noopener noreferrer">
      <bdi>{title || url}</bdi>
    </a>
  );
};
