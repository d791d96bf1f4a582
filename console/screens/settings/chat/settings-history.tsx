import { useEffect, useState } from 'preact/hooks';
import { isSettingKey } from '../../../../shared/settings/registry.ts';
import type {
  SettingsAnswer,
  SettingsHistory as History,
} from '../../../../shared/settings/settings-wire.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { explainError } from '../../../store/explain-error.ts';
import { Button } from '../../../ui/button.tsx';
import type { SettingsDraft } from './settings-draft.ts';
import { settingName, shownValue } from './shown-value.ts';

type Version = History['versions'][number];

interface Word {
  kind: 'lost' | 'failed' | 'done';
  text: string;
}

interface Props {
  workspace: string;
  draft: Pick<SettingsDraft, 'saved' | 'take'>;
}

/** Who changed what, asked for when somebody wants to know; and the way back, which is a change like any other. */
export function SettingsHistory({ workspace, draft: { saved, take } }: Props) {
  const path = `/workspaces/${encodeURIComponent(workspace)}/settings`;
  const [versions, setVersions] = useState<Version[]>([]);
  const [next, setNext] = useState<number | null | 'unasked'>('unasked');
  const [word, setWord] = useState<Word | null>(null);
  const [busy, setBusy] = useState<number | null>(null);
  const load = async (from: number | null) => {
    try {
      const page = await request<History>('GET', `${path}/history${from === null ? '' : `?before=${from}`}`);
      setVersions((old) => (from === null ? page.versions : [...old, ...page.versions]));
      setNext(page.next);
      if (word?.kind === 'lost') setWord(null);
    } catch (error) {
      setWord({ kind: 'lost', text: explainError(error) });
    }
  };
  const more = () => load(typeof next === 'number' ? next : null);
  const putBack = async (version: Version) => {
    setBusy(version.version);
    try {
      const changes = Object.fromEntries(changesBack(version, saved).map(({ key, from }) => [key, from]));
      take(await request<SettingsAnswer>('PUT', path, { base_version: saved.version, changes }));
      setWord({ kind: 'done', text: t('settings.put-back-done') });
    } catch (error) {
      setWord({ kind: 'failed', text: explainError(error) });
    } finally {
      setBusy(null);
    }
  };
  useEffect(() => {
    if (next !== 'unasked') void load(null);
  }, [saved.version]);
  return (
    <details
      class="history"
      onToggle={({ currentTarget }) => currentTarget.open && next === 'unasked' && void more()}
    >
      <summary>{t('settings.history')}</summary>
      <p role="status">{word?.kind === 'done' && word.text}</p>
      {word && word.kind !== 'done' && <p role="alert">{word.text}</p>}
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
            {changesBack(version, saved).length > 0 && (
              <Button kind="quiet" busy={busy === version.version} onClick={() => void putBack(version)}>
                {t('settings.put-back')}
                <span class="hidden"> {version.changes.map(({ key }) => settingName(key)).join(', ')}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      {(word?.kind === 'lost' || typeof next === 'number') && (
        <Button onClick={() => void more()}>
          {t(word?.kind === 'lost' ? 'error.try-again' : 'list.more')}
        </Button>
      )}
    </details>
  );
}

/** What would be as it was before that version, and is not so now. */
const changesBack = ({ changes }: Version, { values }: SettingsAnswer): Version['changes'] =>
  changes.filter(
    ({ key, from }) => isSettingKey(key) && JSON.stringify(from) !== JSON.stringify(values[key]),
  );

function told({ key, from, to }: Version['changes'][number]): string {
  const name = settingName(key);
  if (!isSettingKey(key) || key === 'hours.workspace') return name;
  return t('settings.change', { name, from: shownValue(key, from), to: shownValue(key, to) });
}
