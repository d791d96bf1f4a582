import { useState } from 'preact/hooks';
import { isSettingKey } from '../../../../shared/settings/registry.ts';
import type { SettingsHistory as History } from '../../../../shared/settings/settings-wire.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import { settingName, shownValue } from './shown-value.ts';

type Version = History['versions'][number];

/** Who changed what, asked for when somebody wants to know. */
export function SettingsHistory({ workspace }: { workspace: string }) {
  const [versions, setVersions] = useState<Version[]>([]);
  const [next, setNext] = useState<number | null | 'unasked'>('unasked');
  const [failed, setFailed] = useState<string | null>(null);
  const load = async () => {
    const before = typeof next === 'number' ? `?before=${next}` : '';
    try {
      const path = `/workspaces/${encodeURIComponent(workspace)}/settings/history${before}`;
      const page = await request<History>('GET', path);
      setVersions((old) => [...old, ...page.versions]);
      setNext(page.next);
      setFailed(null);
    } catch (error) {
      setFailed(explainError(error));
    }
  };
  return (
    <details
      class="history"
      onToggle={({ currentTarget }) => currentTarget.open && next === 'unasked' && void load()}
    >
      <summary>{t('settings.history')}</summary>
      {failed && <p role="alert">{failed}</p>}
      {next !== 'unasked' && versions.length === 0 && <p>{t('settings.no-history')}</p>}
      <ol>
        {versions.map((version) => (
          <li key={version.version}>
            <p>
              <b>{version.by.name}</b> <time dateTime={version.at}>{moment(version.at)}</time>
            </p>
            <ul>
              {version.changes.map((change) => (
                <li key={change.key}>{told(change)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {(failed || typeof next === 'number') && (
        <Button onClick={() => void load()}>{t(failed ? 'error.try-again' : 'list.more')}</Button>
      )}
    </details>
  );
}

function told({ key, from, to }: Version['changes'][number]): string {
  const name = settingName(key);
  if (!isSettingKey(key) || key === 'hours.workspace') return name;
  return t('settings.change', { name, from: shownValue(key, from), to: shownValue(key, to) });
}
