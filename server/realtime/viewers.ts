import { VIEWING_RENEW_MS, VIEWING_TTL_MS } from '../../shared/protocol/limits.ts';
import type { Viewer } from '../../shared/protocol/server-frames.ts';
import type { Bus, BusMessage, ViewingMessage } from '../bus/bus.ts';
import { viewers as viewersPayload } from './audience.ts';
import type { Feed } from './feed.ts';
import type { AgentSession } from './session.ts';

interface Look {
  memberId: string;
  name: string;
  until: number;
}

/** A conversation's faces are a few; whoever comes beyond is counted nowhere. */
const MAX_LISTED = 20;
/** A renewal that comes a little early is the network's doing. */
const RENEWED_MS = VIEWING_RENEW_MS * 0.75;

/** [T5, T6] Who looks at which conversation, over all nodes: each tells the bus of its sockets, and keeps what it hears. */
export class Viewers {
  /** By `workspace:conversation`, then by tab. */
  private readonly looks = new Map<string, Map<string, Look>>();
  private readonly stopListening: () => void;

  constructor(
    private readonly bus: Bus,
    private readonly feed: Pick<Feed, 'find'>,
    private readonly now: () => number,
  ) {
    this.stopListening = bus.subscribe((message) => this.hear(message));
  }

  /** This tab looks here now, and nowhere else. */
  look(session: AgentSession, conversationId: string): void {
    const { viewing } = session;
    if (viewing?.conversationId !== conversationId) this.leave(session);
    else if (this.now() - viewing.toldAt < RENEWED_MS) return;
    session.viewing = { conversationId, toldAt: this.now() };
    this.tell(session, conversationId, true);
  }

  leave(session: AgentSession): void {
    const { viewing } = session;
    session.viewing = null;
    if (viewing) this.tell(session, viewing.conversationId, false);
  }

  /** Each member once, whoever came first before the others. */
  list(workspaceId: string, conversationId: string): Viewer[] {
    const byMember = new Map<string, Viewer>();
    for (const { memberId: id, name } of this.looks.get(`${workspaceId}:${conversationId}`)?.values() ?? [])
      if (byMember.size < MAX_LISTED || byMember.has(id)) byMember.set(id, { id, name });
    return [...byMember.values()];
  }

  /** Forgets those whose node told nothing for long. */
  sweep(): void {
    const at = this.now();
    for (const [key, tabs] of this.looks)
      for (const [viewerId, { until }] of tabs) if (until <= at) this.drop(key, viewerId);
  }

  stop(): void {
    this.stopListening();
    this.looks.clear();
  }

  private tell({ actor, viewerId }: AgentSession, conversationId: string, viewing: boolean): void {
    const { workspaceId, memberId, name } = actor;
    this.bus.publish({ kind: 'viewing', workspaceId, conversationId, viewerId, memberId, name, viewing });
  }

  private hear(message: BusMessage): void {
    if (message.kind !== 'viewing') return;
    const key = `${message.workspaceId}:${message.conversationId}`;
    if (message.viewing) this.keep(key, message);
    else this.drop(key, message.viewerId);
  }

  private keep(key: string, { viewerId, memberId, name }: ViewingMessage): void {
    const tabs = this.looks.get(key) ?? new Map<string, Look>();
    const isNew = !isAmong(tabs, memberId);
    tabs.set(viewerId, { memberId, name, until: this.now() + VIEWING_TTL_MS });
    this.looks.set(key, tabs);
    if (isNew) this.deliver(key);
  }

  private drop(key: string, viewerId: string): void {
    const tabs = this.looks.get(key);
    const gone = tabs?.get(viewerId);
    if (!tabs || !gone) return;
    tabs.delete(viewerId);
    if (tabs.size === 0) this.looks.delete(key);
    if (!isAmong(tabs, gone.memberId)) this.deliver(key);
  }

  /** To those who look there themselves. */
  private deliver(key: string): void {
    const [workspaceId = '', conversationId = ''] = key.split(':');
    const agents = this.feed.find(workspaceId)?.agents;
    if (!agents) return;
    const payload = viewersPayload(conversationId, this.list(workspaceId, conversationId));
    for (const agent of agents)
      if (agent.session.viewing?.conversationId === conversationId) agent.deliver(payload);
  }
}

function isAmong(tabs: ReadonlyMap<string, Look>, memberId: string): boolean {
  for (const look of tabs.values()) if (look.memberId === memberId) return true;
  return false;
}
