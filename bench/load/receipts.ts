import { markOf, type Mark } from './messages.ts';

/** What the agent's socket received, held to be each visitor's messages, all of them, once, in order. */
export class Receipts {
  private readonly last: number[];
  total = 0;

  constructor(visitors: number) {
    this.last = Array.from({ length: visitors }, () => 0);
  }

  accept(text: string): Mark {
    const mark = markOf(text);
    const expected = (this.last[mark.visitor] ?? Number.NaN) + 1;
    if (mark.number !== expected) {
      throw new Error(
        `The agent got message ${mark.number} of visitor ${mark.visitor} where ${expected} was due`,
      );
    }
    this.last[mark.visitor] = mark.number;
    this.total++;
    return mark;
  }

  /** Throws when a message that was sent did not arrive. */
  assertComplete(sent: readonly number[]): void {
    const missing = sent.findIndex((number, visitor) => this.last[visitor] !== number);
    if (missing < 0) return;
    throw new Error(
      `The agent got ${this.last[missing]} of the ${sent[missing]} messages of visitor ${missing}`,
    );
  }
}
