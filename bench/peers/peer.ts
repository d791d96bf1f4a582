import type { ServerProcess } from './server-process.ts';

export const PEER_NAMES = ['ws-relay', 'socket-io-relay', 'bellhop-postgres', 'bellhop-pglite'] as const;
export type PeerName = (typeof PEER_NAMES)[number];

/** Where a load process finds a peer, and how it gets in. */
export type Target =
  | { protocol: 'relay' | 'socket-io'; url: string }
  | {
      protocol: 'bellhop';
      url: string;
      workspaceId: string;
      siteKey: string;
      siteOrigin: string;
      cookie: string;
      visitors: VisitorPass[];
    };
export type BellhopTarget = Extract<Target, { protocol: 'bellhop' }>;

/** A visitor with a conversation that has begun. */
export interface VisitorPass {
  token: string;
  conversationId: string;
}

interface Running {
  server: ServerProcess;
  target: Target;
}

/** One of those that are compared: its server, and what that stands on. */
export class Peer {
  private constructor(
    readonly name: PeerName,
    private running: Running,
    private readonly launch: () => Promise<Running>,
    private readonly clear: () => Promise<void>,
    readonly postgresVersion: string | undefined,
  ) {}

  static async start(
    name: PeerName,
    launch: () => Promise<Running>,
    clear: () => Promise<void> = async () => undefined,
    postgresVersion?: string,
  ): Promise<Peer> {
    return new Peer(name, await launch(), launch, clear, postgresVersion);
  }

  get server(): ServerProcess {
    return this.running.server;
  }

  get target(): Target {
    return this.running.target;
  }

  /** A fresh process on the same data. */
  async restart(): Promise<void> {
    await this.server.stop();
    this.running = await this.launch();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.clear();
  }
}
