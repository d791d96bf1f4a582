import { randomUUID } from 'node:crypto';
import type { Conversation } from '../../shared/protocol/conversations.ts';
import type { Entry } from '../../shared/protocol/entries.ts';
import type { EntriesPage, EntryAnswer, InboxPage } from '../../shared/protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { WirePerson, type Door, type ServerWord } from './wire-person.ts';
import type { Told } from './wire-visitor.ts';

interface Thread {
  received: Entry[];
  catching: Promise<void> | undefined;
  replies: Promise<void>;
}

interface Change {
  conversation: Conversation;
  entries: Entry[];
}

/** An agent who follows the whole workspace and answers every message of a visitor. */
export class WireAgent extends WirePerson {
  readonly sent: string[] = [];
  readonly told: Told[] = [];
  readonly threads = new Map<string, Thread>();
  memberId = '';
  /** Replies that were begun and not yet answered. */
  busy = 0;
  private position: { epoch: string; rev: number } | undefined;
  private readonly failures: unknown[] = [];

  constructor(
    door: Door,
    private readonly workspaceId: string,
    private readonly answers = true,
  ) {
    super(door);
  }

  get received(): { conversation_id: string; seq: number }[] {
    return [...this.threads].flatMap(([conversation_id, { received }]) =>
      received.map(({ seq }) => ({ conversation_id, seq })),
    );
  }

  get rev(): number {
    return this.position?.rev ?? 0;
  }

  throwFailures(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }

  protected hello(): object {
    const { position } = this;
    return {
      type: 'hello',
      v: PROTOCOL_VERSION,
      role: 'agent',
      workspace: this.workspaceId,
      ...(position && { position }),
    };
  }

  protected async onWelcome(welcome: ServerWord): Promise<void> {
    this.memberId = (welcome.me as { id: string }).id;
    const { epoch, rev } = welcome as unknown as { epoch: string; rev: number };
    const after = welcome.resume === 'whole' ? this.rev : 0;
    if (this.position && welcome.resume !== 'whole')
      this.anomalies.push(`resume is ${String(welcome.resume)}`);
    this.position = { epoch, rev };
    await this.readInbox(epoch, after).catch((error: unknown) => {
      // What was not read has to be read next time.
      this.position = after === 0 ? undefined : { epoch, rev: after };
      throw error;
    });
  }

  protected onEvent({ type, rev, changes }: ServerWord): void {
    if (type !== 'workspace.changed' || !this.position) return;
    if (rev !== this.position.rev + 1) this.anomalies.push(`rev ${String(rev)} after ${this.position.rev}`);
    this.position.rev = rev as number;
    for (const { conversation, entries } of changes as Change[]) this.take(conversation.id, entries);
  }

  private async readInbox(epoch: string, from: number): Promise<void> {
    for (let after = from, more = true; more;) {
      const page = await this.request<InboxPage>({ type: 'inbox.fetch', epoch, after });
      for (const { id, seq } of page.conversations) if (seq > this.last(id)) await this.catchUp(id);
      after = page.rev;
      more = page.more;
    }
  }

  private take(id: string, entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.seq === this.last(id) + 1) this.keep(id, entry);
      else if (entry.seq > this.last(id)) {
        this.catchUp(id).catch(() => undefined);
        return;
      }
    }
  }

  private keep(id: string, entry: Entry): void {
    const thread = this.thread(id);
    thread.received.push(entry);
    if (!this.answers || entry.type !== 'message' || entry.sender.kind !== 'visitor') return;
    this.busy++;
    thread.replies = thread.replies
      .then(() => this.reply(id, entry.client_id!))
      .catch((error: unknown) => void this.failures.push(error))
      .finally(() => this.busy--);
  }

  private async reply(conversation_id: string, to: string): Promise<void> {
    const client_id = randomUUID();
    this.sent.push(client_id);
    const frame = { type: 'message.send', conversation_id, client_id, text: `re ${to}` };
    const { seq } = await this.insist<EntryAnswer>(frame);
    this.told.push({ conversation_id, client_id, seq });
  }

  private catchUp(id: string): Promise<void> {
    const thread = this.thread(id);
    thread.catching ??= this.fetchRest(id).finally(() => (thread.catching = undefined));
    return thread.catching;
  }

  private async fetchRest(conversation_id: string): Promise<void> {
    for (let more = true; more;) {
      const after = this.last(conversation_id);
      const page = await this.request<EntriesPage<Entry, Conversation>>({
        type: 'entries.fetch',
        conversation_id,
        after,
      });
      this.take(conversation_id, page.entries);
      more = page.more;
    }
  }

  private last(id: string): number {
    return this.thread(id).received.at(-1)?.seq ?? 0;
  }

  private thread(id: string): Thread {
    const known = this.threads.get(id);
    if (known) return known;
    const thread: Thread = { received: [], catching: undefined, replies: Promise.resolve() };
    this.threads.set(id, thread);
    return thread;
  }
}
