import { and, eq } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { VisitorChange, VisitorDetails, VisitorSources } from '../../shared/protocol/visitors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { getVisitor, type VisitorInput } from './get-visitor.ts';
import {
  lockConversationsOf,
  lockVisitor,
  shownAnew,
  visitorTarget,
  type VisitorRow,
} from './lock-visitors.ts';
import { visitors } from './tables.ts';

/** Puts right what is known of a visitor. Which fields changed is audited, not what they say. */
export async function changeVisitor(
  services: Services,
  actor: AgentActor,
  { visitor_id, ...change }: VisitorInput & VisitorChange,
): Promise<VisitorDetails> {
  const { workspaceId } = actor;
  await services.log.transact(async (tx, _append, appendAll) => {
    const before = await lockVisitor(tx, workspaceId, visitor_id);
    if (before.erasedAt !== null) throw erasedVisitor();
    const fields = changedFields(before, change);
    if (fields.length === 0) return;
    await tx
      .update(visitors)
      .set({ ...change, sources: stillSaid(before, change) })
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitor_id)));
    await recordAudit(tx, actor, {
      action: 'visitor.changed',
      target: visitorTarget(visitor_id),
      details: { fields },
    });
    if (!fields.includes('name')) return;
    const shown = await lockConversationsOf(tx, workspaceId, visitor_id);
    if (shown.length > 0) await appendAll(shown.map(({ id }) => shownAnew(workspaceId, id)));
  });
  return getVisitor(services, actor, { visitor_id });
}

export const erasedVisitor = () =>
  new BellhopError('conflict', 'This visitor was erased. Nothing can be noted about them any more.');

function changedFields(before: VisitorRow, change: VisitorChange): (keyof VisitorChange)[] {
  const fields: (keyof VisitorChange)[] = [];
  if (before.name !== change.name) fields.push('name');
  if (before.email !== change.email) fields.push('email');
  if (asText(before.attributes) !== asText(change.attributes)) fields.push('attributes');
  return fields;
}

/** What the team put right is the team's from then on. */
function stillSaid({ name, email, attributes, sources }: VisitorRow, change: VisitorChange): VisitorSources {
  const kept = Object.entries(sources.attributes ?? {}).filter(
    ([key]) => Object.hasOwn(change.attributes, key) && change.attributes[key] === attributes[key],
  );
  return {
    ...(sources.name && name === change.name && { name: sources.name }),
    ...(sources.email && email === change.email && { email: sources.email }),
    ...(kept.length > 0 && { attributes: Object.fromEntries(kept) }),
  };
}

const asText = (attributes: object): string =>
  JSON.stringify(Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
