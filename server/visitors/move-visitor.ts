import { and, eq, or, sql } from 'drizzle-orm';
import {
  MAX_ATTRIBUTES,
  type VisitorAttributes,
  type VisitorSources,
} from '../../shared/protocol/visitors.ts';
import type { Transaction } from '../log/run-append.ts';
import type { VisitorRow } from './lock-visitors.ts';
import { visitorActivity, visitors, visitorTokens } from './tables.ts';

/** Gives all that a visitor has to another. Both are locked. */
export async function moveVisitor(tx: Transaction, kept: VisitorRow, duplicate: VisitorRow): Promise<void> {
  const { workspaceId, id: from } = duplicate;
  await tx.execute(sql`update conversations set visitor_id = ${kept.id}
    where workspace_id = ${workspaceId} and visitor_id = ${from}`);
  for (const table of [visitorTokens, visitorActivity])
    await tx
      .update(table)
      .set({ visitorId: kept.id })
      .where(and(eq(table.workspaceId, workspaceId), eq(table.visitorId, from)));
  const nobody = { name: null, email: null, attributes: {}, sources: {}, subject: null };
  await tx.update(visitors).set(nobody).where(row(duplicate));
  await tx.update(visitors).set(together(kept, duplicate)).where(row(kept));
  // Who was merged into the duplicate before is now one step away, never two.
  await tx
    .update(visitors)
    .set({ mergedInto: kept.id })
    .where(
      and(eq(visitors.workspaceId, workspaceId), or(eq(visitors.mergedInto, from), eq(visitors.id, from))),
    );
}

const row = ({ workspaceId, id }: VisitorRow) =>
  and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, id));

/** What the kept one has counts; the duplicate fills what is missing. Who was blocked stays blocked. */
export const together = (kept: VisitorRow, duplicate: VisitorRow) => ({
  name: kept.name ?? duplicate.name,
  email: kept.email ?? duplicate.email,
  attributes: withinCap({ ...kept.attributes, ...missingFrom(kept, duplicate) }),
  sources: sourcesTogether(kept, duplicate),
  subject: kept.subject ?? duplicate.subject,
  createdAt: kept.createdAt < duplicate.createdAt ? kept.createdAt : duplicate.createdAt,
  lastSeenAt: kept.lastSeenAt > duplicate.lastSeenAt ? kept.lastSeenAt : duplicate.lastSeenAt,
  blockedAt: kept.blockedAt ?? duplicate.blockedAt,
});

function sourcesTogether(kept: VisitorRow, duplicate: VisitorRow): VisitorSources {
  const name = kept.name === null ? duplicate.sources.name : kept.sources.name;
  const email = kept.email === null ? duplicate.sources.email : kept.sources.email;
  const others = Object.entries(duplicate.sources.attributes ?? {}).filter(
    ([key]) => !Object.hasOwn(kept.attributes, key),
  );
  return {
    ...(name && { name }),
    ...(email && { email }),
    attributes: { ...Object.fromEntries(others), ...kept.sources.attributes },
  };
}

const missingFrom = (kept: VisitorRow, duplicate: VisitorRow): VisitorAttributes =>
  Object.fromEntries(
    Object.entries(duplicate.attributes).filter(([name]) => !Object.hasOwn(kept.attributes, name)),
  );

export const withinCap = (attributes: VisitorAttributes): VisitorAttributes =>
  Object.fromEntries(Object.entries(attributes).slice(0, MAX_ATTRIBUTES));
