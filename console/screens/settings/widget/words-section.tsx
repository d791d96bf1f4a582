import { useId, useState } from 'preact/hooks';
import type { WidgetWords } from '../../../../shared/widget-settings/preview-messages.ts';
import { WIDGET_LANGUAGES, type WidgetLanguage } from '../../../../shared/widget-settings/text-keys.ts';
import { ownName } from '../../../i18n/languages.ts';
import { t } from '../../../i18n/translate.ts';
import { Choice } from './choice.tsx';
import { wordsRows, withOwn, type WordsRow } from './own-words.ts';
import { TextArea } from './text-area.tsx';
import type { WidgetDraft } from './use-widget.ts';

interface Props {
  draft: WidgetDraft;
  /** What the widget says by itself, from the preview; null until it stands. */
  words: WidgetWords | null;
  language: WidgetLanguage;
  /** The preview speaks it too. */
  onLanguage: (language: WidgetLanguage) => void;
}

/** Every string of the widget, in each of its languages, with what a site says instead. */
export function WordsSection({ draft, words, language, onLanguage }: Props) {
  const [query, setQuery] = useState('');
  const id = useId();
  return (
    <fieldset class="settings-group">
      <legend>{t('widget.words')}</legend>
      <p class="field-hint">{t('widget.words-lead')}</p>
      <Choice
        label={t('widget.words-language')}
        value={language}
        options={WIDGET_LANGUAGES.map((value) => ({ value, label: ownName(value) }))}
        onChange={onLanguage}
      />
      <div class="field">
        <label for={id}>{t('widget.words-find')}</label>
        <div class="field-box">
          <input
            id={id}
            type="search"
            maxLength={100}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
      </div>
      {words && <Groups draft={draft} words={words} language={language} query={query} />}
    </fieldset>
  );
}

function Groups({ draft, words, language, query }: Omit<Props, 'onLanguage' | 'words'> & Found) {
  const groups = wordsRows(language, words, draft.typed.texts, query);
  const isSearch = query.trim() !== '';
  const found = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      <p class="field-hint" role="status">
        {isSearch && t('widget.words-found', { count: found })}
      </p>
      {groups.map(({ group, rows, changed }) => (
        <details class="words" key={`${group}${isSearch}`} open={isSearch || undefined}>
          <summary>
            {t(`widget.words-group.${group}`)}
            {changed > 0 && <span class="field-hint"> {t('widget.words-changed', { count: changed })}</span>}
          </summary>
          {rows.map((row) => (
            <Row key={row.field} row={row} draft={draft} language={language} />
          ))}
        </details>
      ))}
    </>
  );
}

interface Found {
  words: WidgetWords;
  query: string;
}

function Row({ row, draft, language }: { row: WordsRow; draft: WidgetDraft; language: WidgetLanguage }) {
  const { typed, type, errorOf } = draft;
  return (
    <TextArea
      label={
        row.sample === undefined
          ? row.english
          : t('widget.words-for', { text: row.english, number: row.sample })
      }
      value={row.own}
      placeholder={row.usual}
      language={language}
      error={errorOf(row.field) ?? troubleWords(row)}
      onInput={(own) => type({ texts: withOwn(typed.texts, language, row, own) })}
    />
  );
}

function troubleWords({ trouble }: WordsRow): string | undefined {
  if (!trouble) return undefined;
  const value = `{${trouble.value}}`;
  return trouble.kind === 'missing'
    ? t('widget.words-missing', { value })
    : t('widget.words-unknown', { value });
}
