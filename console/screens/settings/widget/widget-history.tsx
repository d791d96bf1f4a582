import { useState } from 'preact/hooks';
import type { SettingsHistory } from '../../../../shared/protocol/sites.ts';
import { moment } from '../../../i18n/format.ts';
import { en } from '../../../i18n/en.ts';
import type { PlainKey } from '../../../i18n/messages.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import { LoadingOrFailed } from '../sites/loading-or-failed.tsx';
import { useLoad } from '../sites/use-load.ts';

type Version = SettingsHistory['versions'][number];

interface Props {
  path: string;
  onRevert: (to: number) => Promise<void>;
}

/** Who published what and when, with a way back to each. */
export function WidgetHistory({ path, onRevert }: Props) {
  const loaded = useLoad<SettingsHistory>(`${path}/versions`);
  const [failure, setFailure] = useState<string | null>(null);
  if (loaded.state !== 'ready') return <LoadingOrFailed state={loaded} />;
  const { versions, next } = loaded.value;
  const more = async (): Promise<void> => {
    setFailure(null);
    try {
      const page = await request<SettingsHistory>('GET', `${path}/versions?before=${next}`);
      loaded.set({ versions: [...versions, ...page.versions], next: page.next });
    } catch (error) {
      setFailure(explainError(error));
    }
  };
  return (
    <section class="panel-card" aria-labelledby="versions">
      <h3 id="versions">{t('widget.history')}</h3>
      {versions.length === 0 && <p>{t('widget.no-history')}</p>}
      <ol class="versions">
        {versions.map((version, at) => (
          <li key={version.version}>
            <div>
              <b>{t('widget.version', { number: version.version })}</b>{' '}
              <span>
                {version.by === null
                  ? t('widget.began')
                  : t('widget.by', { name: version.by, time: moment(version.published_at) })}
              </span>
              <Changes version={version} />
            </div>
            {at > 0 && (
              <Button onClick={() => void onRevert(version.version)}>
                {t('widget.revert', { number: version.version })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {failure && <p role="alert">{failure}</p>}
      {next !== null && <Button onClick={() => void more()}>{t('list.more')}</Button>}
    </section>
  );
}

function Changes({ version: { reverted_to, changes } }: { version: Version }) {
  return (
    <ul>
      {reverted_to !== null && <li>{t('widget.reverted', { number: reverted_to })}</li>}
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {nameOf(field)}: <del dir="auto">{from || '–'}</del> <ins dir="auto">{to || '–'}</ins>
        </li>
      ))}
    </ul>
  );
}

/** A field that only a later version knows is shown by its own name. */
const nameOf = (field: string): string =>
  Object.hasOwn(en, `widget.${field}`) ? t(`widget.${field}` as PlainKey) : field;
