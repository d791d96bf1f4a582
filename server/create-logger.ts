import { destination, pino, type Logger } from 'pino';
import { describeError } from './http/describe-error.ts';

const STDERR = 2;

/** To standard error, so that what a person should read stands alone on standard output. */
export const createLogger = (): Logger =>
  pino({ base: null, serializers: { err: describeError } }, destination({ dest: STDERR, sync: true }));
