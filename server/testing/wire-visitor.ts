import { randomUUID } from 'node:crypto';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { VisitorSession } from '../../shared/protocol/http.ts';
import type { EntriesPage, EntryAnswer } from '../../shared/protocol/server-frames.ts';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { WirePerson, type Door, type ServerWord } from './wire-person.ts';

export interface Told {
  conversation_id: string;
  client_id: string;
  seq: number;
}

/** A visitor with one conversation, who says what stands in the outbox, one after the other. */
export class WireVisitor extends WirePerson {
  readonly conversationId = randomUUID();
  readonly sent: string[] = [];
  readonly told: Told[] = [];
  readonly received: PublicEntry[] = [];
  private eventsAt = 0;
  private catching: Promise<void> | undefined;

  constructor(
    door: Door,
    private readonly site: string,
    private readonly session: VisitorSession,
  ) {
    super(door);
  }

  get visitorId(): string {
    return this.session.visitor_id;
  }

  get position(): number {
    return this.received.at(-1)?.seq ?? 0;
  }

  async say(text: string): Promise<void> {
    const client_id = randomUUID();
    const type = this.sent.length === 0 ? 'conversation.start' : 'message.send';
    this.sent.push(client_id);
    const { conversation_id, seq } = await this.insist<EntryAnswer>({
      type,
      conversation_id: this.conversationId,
      client_id,
      text,
    });
    this.told.push({ conversation_id, client_id, seq });
  }

  protected hello(): object {
    return {
      type: 'hello',
      v: PROTOCOL_VERSION,
      role: 'visitor',
      site: this.site,
      token: this.session.token,
    };
  }

  protected async onWelcome({ conversations }: ServerWord): Promise<void> {
    this.eventsAt = 0;
    const own = (conversations as VisitorConversation[]).find(({ id }) => id === this.conversationId);
    if (own && own.seq > this.position) await this.catchUp();
  }

  protected onEvent({ type, entries }: ServerWord): void {
    if (type !== 'conversation.changed') return;
    for (const entry of entries as PublicEntry[]) {
      if (this.eventsAt !== 0 && entry.seq !== this.eventsAt + 1)
        this.anomalies.push(`an event of ${entry.seq} after ${this.eventsAt}`);
      this.eventsAt = entry.seq;
    }
    this.take(entries as PublicEntry[]);
  }

  /** [R3] What continues is kept, what is known is dropped, and a jump is fetched. */
  private take(entries: readonly PublicEntry[]): void {
    for (const entry of entries) {
      if (entry.seq === this.position + 1) this.received.push(entry);
      else if (entry.seq > this.position) {
        this.catchUp().catch(() => undefined);
        return;
      }
    }
  }

  private catchUp(): Promise<void> {
    this.catching ??= this.fetchRest().finally(() => (this.catching = undefined));
    return this.catching;
  }

  private async fetchRest(): Promise<void> {
    for (let more = true; more;) {
      const page = await this.request<EntriesPage<PublicEntry, VisitorConversation>>({
        type: 'entries.fetch',
        conversation_id: this.conversationId,
        after: this.position,
      });
      this.take(page.entries);
      more = page.more;
    }
  }
}
