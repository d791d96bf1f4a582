import type { Entry } from '../../shared/protocol/entries.ts';
import { t } from '../i18n/translate.ts';

export interface ToldAnswer {
  label: string;
  value: string;
}

const labelOf = (key: unknown, label: unknown): string => {
  if (typeof label === 'string' && label !== '') return label;
  if (key === 'name') return t('form.name');
  return key === 'email' ? t('form.email') : String(key);
};

/** [S13] What a visitor answered, in the console's words where the question had none; undefined where there is nothing to read. */
export function toldAnswers({ body }: Pick<Entry, 'body'>): ToldAnswer[] | undefined {
  const { answers, team } = body;
  if (!Array.isArray(answers)) return undefined;
  const told = answers.flatMap((answer: unknown): ToldAnswer[] => {
    if (typeof answer !== 'object' || answer === null) return [];
    const { key, label, value } = answer as Record<string, unknown>;
    if (typeof value === 'boolean')
      return [{ label: labelOf(key, label), value: t(value ? 'form.yes' : 'form.no') }];
    return typeof value === 'string' ? [{ label: labelOf(key, label), value }] : [];
  });
  return typeof team === 'string' ? [...told, { label: t('form.team'), value: team }] : told;
}

export function formText(entry: Entry): string | undefined {
  const told = toldAnswers(entry);
  if (!told) return undefined;
  const answers = told.map(({ label, value }) => `${label}: ${value}`).join(' · ');
  return t(entry.body['form'] === 'offline' ? 'event.form-offline' : 'event.form-pre-chat', { answers });
}
