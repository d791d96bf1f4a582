import { BellhopError } from '../../../../shared/errors.ts';
import { explainError } from '../../../store/explain-error.ts';

export interface Refusal {
  /** Path of the field, as in `allowed_origins.2`; absent when it is about the whole. */
  field?: string;
  text: string;
  conflict: boolean;
}

/** What a refused request means for a form. */
export function refusalOf(error: unknown): Refusal {
  const field = error instanceof BellhopError ? error.field : undefined;
  const said = explainError(error);
  const text = field !== undefined && said.startsWith(`${field}: `) ? said.slice(field.length + 2) : said;
  const conflict = error instanceof BellhopError && error.code === 'conflict' && field === 'version';
  return { text, conflict, ...(field !== undefined && !conflict && { field }) };
}
