import type { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import type { Route } from './define-route.ts';

/** A path whose ids are no ids names nothing: the same answer as for an id that nobody has (S2). */
export function parseParams(route: Route, params: Record<string, string>): unknown {
  const parsed = route.params?.safeParse(params);
  if (parsed && !parsed.success) throw nothingHere();
  return parsed?.data;
}

export const nothingHere = () =>
  new BellhopError('not_found', 'There is nothing here, or it is not yours to see.');

export function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
  const parsed = schema?.safeParse(value);
  if (parsed && !parsed.success) throw badField(parsed.error);
  return parsed?.data;
}

export function queryOf(url: URL): Record<string, string> {
  // A name given twice is a client's mistake; the last one counts, as in a form.
  return Object.fromEntries(url.searchParams);
}

function badField({ issues }: z.ZodError): BellhopError {
  const [issue] = issues;
  const field = issue?.path.join('.');
  const message = issue?.message ?? 'The request does not fit.';
  return new BellhopError('bad_request', field ? `${field}: ${message}` : message, field ? { field } : {});
}
