import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { defineRoute } from './define-route.ts';

const probe = {
  method: 'get',
  permission: 'public',
  surface: 'open',
  result: z.object({ status: z.string() }),
} as const;
const READY_WITHIN_MS = 3_000;

export const probeRoutes = [
  defineRoute({
    ...probe,
    path: '/healthz',
    summary: 'The process lives.',
    handle: () => ({ status: 'ok' }),
  }),
  defineRoute({
    ...probe,
    path: '/readyz',
    summary: 'The process can serve: its database answers.',
    handle: async ({ services }) => {
      if (!(await answersInTime(services.db.sql`select 1`))) {
        throw new BellhopError('unavailable', 'The database does not answer.');
      }
      return { status: 'ready' };
    },
  }),
];

async function answersInTime(query: PromiseLike<unknown>): Promise<boolean> {
  const answered = Promise.resolve(query).then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_WITHIN_MS, false).unref());
  return Promise.race([answered, late]);
}
