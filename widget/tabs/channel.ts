import { keyPrefix, onStorage } from '../shell/storage-keys.ts';

/** What one tab tells the others. */
export type Word =
  /** The panel was opened or closed. */
  | { say: 'open'; open: boolean }
  /** What stands in the composer now, and what stood there. */
  | { say: 'draft'; text: string; was: string }
  | { say: 'read'; id: string; position: number }
  /** A conversation goes on: there is something to wait for. */
  | { say: 'active' }
  /** This message may be rung for by the lowest rank. */
  | { say: 'ring'; message: string; rank: number }
  | { say: 'muted'; muted: boolean }
  | { say: 'reset' };

export interface Channel {
  post(word: Word): void;
  close(): void;
}

/** Tabs are in step where they share a visitor, which is where the token is stored for all of them. */
const isShared = (site: string): boolean =>
  onStorage('local', (storage) => `${keyPrefix(site)}token` in storage) === true;

/** Other tabs of this origin with the same site. Closed while the page is in the back-forward cache, where it would hold it up. */
export const openChannel = (site: string, hear: (word: Word) => void): Channel => {
  if (!self.BroadcastChannel) return { post() {}, close() {} };
  let channel: BroadcastChannel | null = null;
  const listen = (): void => {
    channel ??= new BroadcastChannel(`bellhop:${site}`);
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      // [S10] A visitor who was forgotten is not stored any more, and that is to be heard.
      if (isShared(site) || data.say === 'reset') hear(data);
    };
  };
  const hangUp = (): void => {
    channel?.close();
    channel = null;
  };
  const stop = new AbortController();
  addEventListener('pagehide', hangUp, { signal: stop.signal });
  addEventListener('pageshow', listen, { signal: stop.signal });
  listen();
  return {
    post: (word) => (isShared(site) || word.say === 'reset') && channel?.postMessage(word),
    close() {
      stop.abort();
      hangUp();
    },
  };
};
