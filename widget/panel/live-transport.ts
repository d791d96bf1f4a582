import { createTransport } from '../../shared/client/transport.ts';
import type { CreateConnection } from '../../shared/client/types.ts';

/** The line to the server: loaded after the first message, or when a known visitor comes back. */
export const createLiveTransport: CreateConnection = (options) =>
  createTransport({
    ...options,
    loadPolling: () => import('../../shared/client/polling.ts').then((module) => module.createPolling),
  });
