import { and, eq, sql } from 'drizzle-orm';
import type { FormAnswer } from '../../shared/protocol/forms.ts';
import { lockConversationsOf, shownAnew } from '../visitors/lock-visitors.ts';
import { visitors } from '../visitors/tables.ts';
import type { AppendJob } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';

type Contact = Pick<typeof visitors.$inferSelect, 'id' | 'name' | 'email' | 'sources'>;

/** The visitor, or who they became. They are held already, so nobody erases or merges them meanwhile. */
export async function readContact(tx: Transaction, workspaceId: string, visitorId: string): Promise<Contact> {
  const [row] = await tx
    .select({ id: visitors.id, name: visitors.name, email: visitors.email, sources: visitors.sources })
    .from(visitors)
    .where(
      and(
        eq(visitors.workspaceId, workspaceId),
        sql`${visitors.id} = (select coalesce(v.merged_into, v.id) from visitors v
          where v.workspace_id = ${workspaceId} and v.id = ${visitorId})`,
      ),
    )
    .for('no key update');
  return row!;
}

const said = (answers: readonly FormAnswer[], key: 'name' | 'email'): string | null => {
  const value = answers.find((answer) => answer.key === key)?.value;
  return typeof value === 'string' ? value : null;
};

/**
 * [FM4, S9] Notes who the visitor says they are, as said. What somebody else put there stays. Tells which of the visitor's
 * other conversations show another name now.
 */
export async function keepContact(
  tx: Transaction,
  workspaceId: string,
  contact: Contact,
  answers: readonly FormAnswer[],
  conversationId: string,
): Promise<AppendJob[]> {
  const changed = (['name', 'email'] as const).filter((key) => {
    const value = said(answers, key);
    const isFree = contact[key] === null || contact.sources[key] === 'said';
    return value !== null && isFree && value !== contact[key];
  });
  if (changed.length === 0) return [];
  const now = Object.fromEntries(changed.map((key) => [key, said(answers, key)]));
  const sources = Object.fromEntries(changed.map((key) => [key, 'said' as const]));
  await tx
    .update(visitors)
    .set({ ...now, sources: { ...contact.sources, ...sources } })
    .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, contact.id)));
  if (!changed.includes('name')) return [];
  const shown = await lockConversationsOf(tx, workspaceId, contact.id);
  return shown.filter(({ id }) => id !== conversationId).map(({ id }) => shownAnew(workspaceId, id));
}
