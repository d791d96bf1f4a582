import type { AuditDetails } from '../../shared/audit/audit-entry.ts';

const SECRET_NAME = /password|secret|token|hash|cookie|api_?key|private_?key|backup_?codes?|credential/i;
const MAX_DEPTH = 6;
const MAX_TEXT = 2_000;
const MAX_ITEMS = 200;

/** [S7] What may be kept for good: values whose names say that they are secret stay out, and nothing is endless. */
export const hideSecrets = (details: AuditDetails): AuditDetails => cleanObject(details, 0);

function cleanObject(value: object, depth: number): AuditDetails {
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, SECRET_NAME.test(name) ? '[hidden]' : clean(inner, depth + 1)]),
  );
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return null;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value)
    ? value.slice(0, MAX_ITEMS).map((item) => clean(item, depth + 1))
    : cleanObject(value, depth);
}
