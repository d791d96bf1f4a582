import { and, eq, or, sql } from 'drizzle-orm';
import type { EntryType } from '../../shared/protocol/entries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { senderOf } from '../conversations/sender.ts';
import type { AgentActor } from '../identity.ts';
import type { AppendJob, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { publishRevoked, tokensOf } from './block-visitor.ts';
import { survivorOf, type VisitorInput } from './get-visitor.ts';
import {
  lockConversationsOf,
  lockWithDuplicates,
  shownAnew,
  visitorTarget,
  type LockedConversation,
} from './lock-visitors.ts';
import { visitorActivity, visitors, visitorTokens } from './tables.ts';

/** What stands where something was said. */
export const ERASED_TEXT = '[erased]';

/** Whether a type's body can hold what was said. A type that is missing here does not compile. */
const HOLDS_WORDS: Record<EntryType, boolean> = {
  started: false,
  message: true,
  note: true,
  assigned: false,
  joined: false,
  unassigned: false,
  offered: false,
  offer_passed: false,
  queued: false,
  unattended: false,
  snoozed: false,
  woken: false,
  prioritized: false,
  tagged: false,
  untagged: false,
  idle_warned: false,
  ended: false,
  reopened: false,
  form_submitted: true,
  rated: true,
  message_edited: true,
  message_deleted: true,
  message_redacted: true,
  note_edited: true,
  note_deleted: true,
  note_redacted: true,
};
const WORDLESS = Object.entries(HOLDS_WORDS).flatMap(([type, holds]) => (holds ? [] : [type]));

/**
 * [S30] Takes away all that is held about a visitor: who they are, what was noted, what was said to and by them, and
 * their tokens. The log keeps its numbers, its conversations are ended. Doing it again erases what came meanwhile.
 */
export async function eraseVisitor(
  services: Services,
  actor: AgentActor,
  { visitor_id }: VisitorInput,
): Promise<void> {
  const { workspaceId } = actor;
  const id = await survivorOf(services.db, workspaceId, visitor_id);
  const tokens = await services.log.transact(async (tx, _append, appendAll) => {
    const { erasedAt } = await lockWithDuplicates(tx, workspaceId, id);
    const known = await tokensOf(tx, workspaceId, id);
    const conversations = await lockConversationsOf(tx, workspaceId, id);
    await forget(tx, workspaceId, id);
    await eraseWords(tx, workspaceId, id);
    if (erasedAt === null) {
      const details = { conversations: conversations.length };
      await recordAudit(tx, actor, { action: 'visitor.erased', target: visitorTarget(id), details });
    }
    if (conversations.length > 0) await appendAll(conversations.map((one) => closing(actor, one)));
    return known;
  });
  publishRevoked(services, tokens);
}

async function forget(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  await tx
    .delete(visitorTokens)
    .where(and(eq(visitorTokens.workspaceId, workspaceId), eq(visitorTokens.visitorId, id)));
  await tx
    .delete(visitorActivity)
    .where(and(eq(visitorActivity.workspaceId, workspaceId), eq(visitorActivity.visitorId, id)));
  await tx
    .update(visitors)
    .set({
      name: null,
      email: null,
      attributes: {},
      sources: {},
      subject: null,
      lastSeenAt: sql`${visitors.createdAt}`,
      erasedAt: sql`coalesce(${visitors.erasedAt}, now())`,
    })
    .where(and(eq(visitors.workspaceId, workspaceId), or(eq(visitors.id, id), eq(visitors.mergedInto, id))));
}

async function eraseWords(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const erased = JSON.stringify({ text: ERASED_TEXT });
  const wordless = sql.join(
    WORDLESS.map((type) => sql`${type}`),
    sql`, `,
  );
  await tx.execute(sql`
    update entries e set body = ${erased}::jsonb
    from conversations c
    where c.workspace_id = ${workspaceId} and c.visitor_id = ${id}
      and e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.type not in (${wordless})`);
  await tx.execute(sql`
    update conversations set last_message = last_message || ${erased}::jsonb
    where workspace_id = ${workspaceId} and visitor_id = ${id} and last_message is not null`);
}

/** Nobody is left to answer. */
function closing(actor: AgentActor, { id, status }: LockedConversation): AppendJob {
  const shown = shownAnew(actor.workspaceId, id);
  if (status === 'ended') return shown;
  const ended: NewEntry<'ended'> = {
    type: 'ended',
    sender: senderOf(actor),
    client_id: null,
    body: { reason: 'agent' },
  };
  return { ...shown, entries: [ended], patch: { status: 'ended' } };
}
