import { setTimeout as sleep } from 'node:timers/promises';
import { textOf, type Mark } from './messages.ts';
import type { Listener, Protocol, VisitorLine } from './protocol.ts';
import { Receipts } from './receipts.ts';

const OPENING_AT_ONCE = 32;
const SETTLE_TIMEOUT_MS = 15_000;
const POLL_MS = 5;

/** All visitors of a load process and the agent who hears them. */
export class Crowd implements Listener {
  readonly receipts: Receipts;
  afterAnswer: (visitor: number) => void = () => undefined;
  afterReceipt: (mark: Mark) => void = () => undefined;
  private readonly lines: VisitorLine[] = [];
  private readonly sent: number[];
  private readonly busy: boolean[];
  private unanswered = 0;
  private next = 0;

  constructor(
    readonly size: number,
    private readonly fail: (error: Error) => void,
    private readonly settleTimeoutMs = SETTLE_TIMEOUT_MS,
  ) {
    this.receipts = new Receipts(size);
    this.sent = Array.from({ length: size }, () => 0);
    this.busy = Array.from({ length: size }, () => false);
  }

  /** Few at a time: a server may limit how many strangers one address has [L3]. */
  async open(protocol: Protocol): Promise<void> {
    let at = 0;
    const openRest = async () => {
      while (at < this.size) {
        const visitor = at++;
        this.lines[visitor] = await protocol.openVisitor(visitor);
      }
    };
    await Promise.all(Array.from({ length: OPENING_AT_ONCE }, openRest));
  }

  /** Whose turn it is. Everybody writes in turn, so that nobody comes near a limit of messages [L1]. */
  turn(): number {
    const visitor = this.next;
    this.next = (this.next + 1) % this.size;
    return visitor;
  }

  idleTurn(): number {
    let visitor = this.turn();
    while (this.busy[visitor]) visitor = this.turn();
    return visitor;
  }

  isBusy(visitor: number): boolean {
    return this.busy[visitor]!;
  }

  send(visitor: number): void {
    this.busy[visitor] = true;
    this.unanswered++;
    this.lines[visitor]!.send(textOf(visitor, ++this.sent[visitor]!));
  }

  onAnswered(visitor: number): void {
    this.busy[visitor] = false;
    this.unanswered--;
    this.afterAnswer(visitor);
  }

  onReceived(text: string): void {
    try {
      this.afterReceipt(this.receipts.accept(text));
    } catch (error) {
      this.fail(error as Error);
    }
  }

  readonly onFailure = (error: Error): void => this.fail(error);

  /** Resolves when everything sent was answered and received; throws when something is missing. */
  async settled(): Promise<void> {
    const until = performance.now() + this.settleTimeoutMs;
    const all = this.sent.reduce((left, right) => left + right, 0);
    while ((this.unanswered > 0 || this.receipts.total < all) && performance.now() < until)
      await sleep(POLL_MS);
    if (this.unanswered > 0) throw new Error(`${this.unanswered} messages were not acknowledged`);
    this.receipts.assertComplete(this.sent);
  }
}
