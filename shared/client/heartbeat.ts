/** [B1] [B2] Pings when nothing was sent, gives up when nothing is heard. */
export interface Heartbeat {
  start(intervalMs: number): void;
  sent(): void;
  heard(): void;
  /** Pings at once and gives up sooner: the line may have died while the device slept. */
  probe(): void;
  stop(): void;
}

type Timer = ReturnType<typeof setTimeout> | undefined;
const PROBE_MS = 5_000;

export function createHeartbeat(graceMs: number, ping: () => void, giveUp: () => void): Heartbeat {
  let intervalMs = 0;
  let pingTimer: Timer;
  let giveUpTimer: Timer;

  const stop = (): void => {
    intervalMs = 0;
    clearTimeout(pingTimer);
    clearTimeout(giveUpTimer);
  };
  const sent = (): void => {
    clearTimeout(pingTimer);
    if (intervalMs) pingTimer = setTimeout(ping, intervalMs);
  };
  const expect = (ms: number): void => {
    clearTimeout(giveUpTimer);
    if (intervalMs) giveUpTimer = setTimeout(giveUp, ms);
  };
  return {
    start(ms) {
      intervalMs = ms;
      sent();
      expect(graceMs);
    },
    sent,
    heard: () => expect(graceMs),
    probe() {
      expect(Math.min(PROBE_MS, graceMs));
      ping();
    },
    stop,
  };
}
