import { and, eq, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { SaidDetails } from '../../shared/protocol/identify.ts';
import { MAX_ATTRIBUTES, type VisitorSources } from '../../shared/protocol/visitors.ts';
import type { VisitorActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { goneVisitor } from '../visitors/hold-visitor.ts';
import { lockConversationsOf, lockVisitors, shownAnew, type VisitorRow } from '../visitors/lock-visitors.ts';
import { visitors } from '../visitors/tables.ts';

/** [ID5] What a page says of its visitor without proof. What is verified, or noted by the team, stays. */
export async function sayDetails(services: Services, actor: VisitorActor, said: SaidDetails): Promise<void> {
  const { workspaceId } = actor;
  const namesPerson = said.name !== undefined || said.email !== undefined;
  await services.log.transact(async (tx, _append, appendAll) => {
    const row = (await lockVisitors(tx, workspaceId, [actor.visitorId])).get(actor.visitorId);
    if (!row || row.mergedInto !== null || row.erasedAt !== null) throw goneVisitor();
    if (namesPerson && (row.subject !== null || (await takesProofAlone(tx, row)))) throw needsProof();
    const change = { ...contactOf(row, said), ...attributesOf(row, said) };
    const sources = { ...row.sources, ...change.sources, attributes: change.said };
    const { name, email, attributes } = change;
    await tx
      .update(visitors)
      .set({ name, email, attributes, sources })
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, row.id)));
    if (name === row.name) return;
    const shown = await lockConversationsOf(tx, workspaceId, row.id);
    if (shown.length > 0) await appendAll(shown.map(({ id }) => shownAnew(workspaceId, id)));
  });
}

const needsProof = () =>
  new BellhopError(
    'forbidden',
    'Who this visitor is takes a token that your server signed: identify(token). Attributes can be said without.',
  );

async function takesProofAlone(tx: Transaction, { workspaceId, siteId }: VisitorRow): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from sites s where s.workspace_id = ${workspaceId} and s.id = ${siteId} and s.proof_only
      and exists (select from identity_keys k where k.workspace_id = s.workspace_id and k.site_id = s.id)`);
  return rows.length > 0;
}

function contactOf({ name, email, sources }: VisitorRow, said: SaidDetails) {
  const isFree = (field: 'name' | 'email', value: string | null) =>
    said[field] !== undefined && (value === null || sources[field] === 'said');
  const now: VisitorSources = {};
  if (isFree('name', name)) now.name = 'said';
  if (isFree('email', email)) now.email = 'said';
  return {
    name: now.name ? (said.name ?? null) : name,
    email: now.email ? (said.email ?? null) : email,
    sources: now,
  };
}

function attributesOf({ attributes, sources }: VisitorRow, { attributes: change }: SaidDetails) {
  const all = new Map(Object.entries(attributes));
  const said = new Map(Object.entries(sources.attributes ?? {}));
  for (const name of change?.gone ?? []) {
    if (said.get(name) !== 'said') continue;
    all.delete(name);
    said.delete(name);
  }
  for (const [name, value] of Object.entries(change?.set ?? {})) {
    if (all.has(name) && said.get(name) !== 'said') continue;
    all.set(name, value);
    said.set(name, 'said');
  }
  if (all.size > MAX_ATTRIBUTES && all.size > Object.keys(attributes).length)
    throw new BellhopError('bad_request', `A visitor has at most ${MAX_ATTRIBUTES} attributes.`, {
      field: 'attributes',
    });
  return { attributes: Object.fromEntries(all), said: Object.fromEntries(said) };
}
