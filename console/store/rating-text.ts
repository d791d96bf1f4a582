import type { Entry } from '../../shared/protocol/entries.ts';
import { t } from '../i18n/translate.ts';

const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];

const isScore = (value: unknown): value is Score => SCORES.includes(value as Score);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** How the visitor found it, with what they said to it; undefined of a body that does not fit. */
export function ratingText({ body }: Pick<Entry, 'body'>): string | undefined {
  const { score, comment, question, answer } = body;
  if (!isScore(score)) return undefined;
  const name = `${t(`rating.score.${score}`)} (${score}/5)`;
  const quoted = (text: string): string => t('event.rated-comment', { text });
  return [
    t(body['changed'] === true ? 'event.rated-again' : 'event.rated', { score: name }),
    textOf(comment) && quoted(textOf(comment)),
    textOf(answer) && `${textOf(question)} ${quoted(textOf(answer))}`.trim(),
  ]
    .filter(Boolean)
    .join(' · ');
}
