import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { BellhopError } from '../../shared/errors.ts';
import { DatabaseError } from '../db/database-error.ts';
import { describeError } from './describe-error.ts';
import { errorResponse, explain } from './error-response.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });
const wrapped = (cause: unknown) =>
  Object.assign(new Error('Failed query: select 1\nparams: canary', { cause }), {
    query: 'select $1',
    params: ['canary'],
  });

describe('errorResponse', () => {
  it('says what is ours, with the time to wait', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => lines.push(line) });
    const response = errorResponse(
      new BellhopError('rate_limited', 'Slowly.', { retry_after: 7, cause: new Error('secret') }),
      logger,
    );
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toEqual({
      error: { code: 'rate_limited', message: 'Slowly.', retry_after: 7 },
    });
    expect(lines).toEqual([]);
  });

  it('is opaque about everything else, and logs it', async () => {
    const lines: string[] = [];
    const logger = pino({ serializers: { err: describeError } }, { write: (line) => lines.push(line) });
    const response = errorResponse(wrapped(withCode('42P01')), logger);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/query|select|42P01|canary/);
    expect(lines.join('')).toContain('42P01');
    expect(lines.join('')).not.toContain('canary');
  });

  it.each(['53100', '57P01', '08006', '57014', 'CONNECTION_CLOSED', 'ECONNREFUSED', 'ENOSPC'])(
    'takes %s for a passing trouble of the database',
    (code) => {
      expect(explain(wrapped(withCode(code)))).toMatchObject({
        code: 'unavailable',
        status: 503,
        retryAfter: 5,
      });
    },
  );

  it('takes a lost database for trouble, but not a bug in a transaction', () => {
    expect(explain(new DatabaseError('engine_failed', 'gone')).code).toBe('unavailable');
    expect(explain(new DatabaseError('used_outside_transaction', 'bug')).code).toBe('internal');
    for (const thrown of ['text', null, undefined, { code: '53100' }])
      expect(explain(thrown).code).toBe('internal');
  });
});
