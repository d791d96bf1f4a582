import type { ChangedMessage } from '../bus/bus.ts';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import type { Database } from '../db/database.ts';
import { LogWriter } from '../log/log-writer.ts';
import type { Services } from '../services.ts';

/** Thrown at whoever waited for a node that died. What it had begun may still be written, or not. */
export class NodeDied extends Error {}

/** A node in this process: its own writer and bus on a shared database. It can die and be replaced at any moment. */
export class TestNode {
  /** What each of its writers has published, the dead ones' too. */
  readonly heard: ChangedMessage[][] = [];
  private readonly writers: LogWriter[] = [];
  private current!: Services;
  private died!: Promise<never>;
  private die!: (error: Error) => void;

  constructor(
    private readonly db: Database,
    private readonly writerOf: (db: Database, bus: Services['bus']) => LogWriter = (of, bus) =>
      new LogWriter(of, bus),
  ) {
    this.start();
  }

  /** Runs a verb here; rejects with `NodeDied` when the node is replaced before it answers. */
  run<T>(verb: (services: Services) => Promise<T>): Promise<T> {
    return Promise.race([verb(this.current), this.died]);
  }

  /** Nobody hears any more of what the old writer has begun. */
  restart(): void {
    const die = this.die;
    this.start();
    die(new NodeDied('The node died'));
  }

  /** Resolves when nothing of this node, nor of those that it replaced, is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.close()));
  }

  private start(): void {
    const bus = createInProcessBus();
    const heard: ChangedMessage[] = [];
    this.heard.push(heard);
    bus.subscribe((message) => {
      if (message.kind === 'changed') heard.push(message);
    });
    const log = this.writerOf(this.db, bus);
    this.writers.push(log);
    this.current = { db: this.db, bus, log };
    this.died = new Promise((_, reject) => (this.die = reject));
    this.died.catch(() => undefined);
  }
}
