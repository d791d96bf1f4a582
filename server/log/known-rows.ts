import type { Conversation } from '../../shared/protocol/conversations.ts';

const MOST_ROWS = 20_000;

/**
 * Conversations as this node last wrote them. Only a hint: it is used where its `rev` is the one that the database had
 * before a write, and another node's write makes it stale.
 */
export class KnownRows {
  private readonly rows = new Map<string, Conversation>();

  get(workspaceId: string, id: string): Conversation | undefined {
    return this.rows.get(`${workspaceId} ${id}`);
  }

  has(workspaceId: string, id: string): boolean {
    return this.rows.has(`${workspaceId} ${id}`);
  }

  set(workspaceId: string, row: Conversation): void {
    const key = `${workspaceId} ${row.id}`;
    // Deleted first, so that the order of keys is the order of use.
    this.rows.delete(key);
    this.rows.set(key, row);
    if (this.rows.size > MOST_ROWS) this.rows.delete(this.rows.keys().next().value!);
  }
}
