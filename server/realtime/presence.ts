import type { Bus, BusMessage } from '../bus/bus.ts';

const MAX_LISTED = 1_000;

/** [T4] Which visitors are on this node, with a grace for those whose page reloads. */
export class Presence {
  private readonly here = new Map<string, Set<string>>();
  private readonly leaving = new Map<string, { workspaceId: string; visitorId: string; until: number }>();
  private readonly stopListening: () => void;

  constructor(
    private readonly bus: Bus,
    private readonly graceMs: number,
    private readonly now: () => number,
  ) {
    this.stopListening = bus.subscribe((message) => this.correct(message));
  }

  /** The first socket of a visitor opened. */
  arrive(workspaceId: string, visitorId: string): void {
    if (this.leaving.delete(`${workspaceId}:${visitorId}`)) return;
    const visitors = this.here.get(workspaceId) ?? new Set();
    if (visitors.has(visitorId)) return;
    this.here.set(workspaceId, visitors.add(visitorId));
    this.bus.publish({ kind: 'presence', workspaceId, visitorId, online: true });
  }

  /** The last socket of a visitor closed. */
  leave(workspaceId: string, visitorId: string): void {
    this.leaving.set(`${workspaceId}:${visitorId}`, {
      workspaceId,
      visitorId,
      until: this.now() + this.graceMs,
    });
  }

  list(workspaceId: string): string[] {
    return [...(this.here.get(workspaceId) ?? [])].slice(0, MAX_LISTED);
  }

  sweep(): void {
    for (const [key, { workspaceId, visitorId, until }] of this.leaving) {
      if (until > this.now()) return;
      this.leaving.delete(key);
      const visitors = this.here.get(workspaceId);
      visitors?.delete(visitorId);
      if (visitors?.size === 0) this.here.delete(workspaceId);
      this.bus.publish({ kind: 'presence', workspaceId, visitorId, online: false });
    }
  }

  stop(): void {
    this.stopListening();
  }

  /** Another node's last socket closed, but this one has more. */
  private correct(message: BusMessage): void {
    if (message.kind !== 'presence' || message.online) return;
    const { workspaceId, visitorId } = message;
    if (!this.here.get(workspaceId)?.has(visitorId)) return;
    this.bus.publish({ kind: 'presence', workspaceId, visitorId, online: true });
  }
}
