import { createVisitorLine, type CreateVisitorLine } from '../../shared/client/visitor-line.ts';

export { followLine } from './follow-line.ts';
export { learnReading } from './learn-reading.ts';

/** The line to the server, and what the panel does with it: loaded after the first message, or when a known visitor comes back. */
export const createLiveLine: CreateVisitorLine = (options) =>
  createVisitorLine({
    ...options,
    loadPolling: () => import('../../shared/client/polling.ts').then((module) => module.createPolling),
  });
