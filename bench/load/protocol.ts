/** One visitor's socket, ready to send. At most one message is unanswered at a time (M9). */
export interface VisitorLine {
  send(text: string): void;
}

export interface Listener {
  /** The agent's socket received this text. */
  onReceived(text: string): void;
  /** The visitor's last message was acknowledged. */
  onAnswered(visitor: number): void;
  /** A refusal, a closed socket, a hole in the numbering: what makes the measurement worthless. */
  onFailure(error: Error): void;
}

/** A wire, as the load process speaks it. All run on the same raw `ws`, so that the load costs each peer the same. */
export interface Protocol {
  openAgent(): Promise<void>;
  openVisitor(visitor: number): Promise<VisitorLine>;
  close(): void;
}
