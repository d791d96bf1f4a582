import { findFirefox } from './firefox.ts';

/** Before any worker asks, since two that install at once would be in each other's way. */
export default function setup(): void {
  process.env.FIREFOX_PATH = findFirefox();
}
