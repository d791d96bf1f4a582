import { releaseConversations } from './release-conversations.ts';
import type { Services } from '../services.ts';

const SWEEP_MS = 5_000;

/** Finds what a crash, or a message that was under way, left with an agent who works here no more. Answers how to stop. */
export function keepReleased(
  services: Pick<Services, 'db' | 'log'>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweep: Promise<unknown> = Promise.resolve();
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    sweep = releaseConversations(services)
      .catch(onError)
      .finally(() => (running = false));
  }, SWEEP_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweep;
  };
}
