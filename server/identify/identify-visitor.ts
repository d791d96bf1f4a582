import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { Identified, VouchedFor } from '../../shared/protocol/identify.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { VisitorActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import type { Site } from '../sites/find-site.ts';
import { publishRevoked } from '../visitors/block-visitor.ts';
import {
  lockConversationsOf,
  lockVisitors,
  shownAnew,
  visitorTarget,
  type VisitorRow,
} from '../visitors/lock-visitors.ts';
import { moveVisitor, together } from '../visitors/move-visitor.ts';
import { visitors } from '../visitors/tables.ts';
import { endAllTokens, endToken, giveToken, type GivenToken } from './identified-tokens.ts';
import { vouchedDetails } from './vouched-details.ts';

/** Who asks: the holder of a visitor token, with that token. */
export interface Present {
  actor: VisitorActor;
  token: string;
}

type Claim = { site: Pick<Site, 'workspaceId' | 'id'>; vouched: VouchedFor; present: Present | null };

const ATTEMPTS = 5;

/** [ID2, ID3] Makes who asks the visitor that the site vouches for. Asking again changes nothing more. */
export async function identifyVisitor(services: Services, claim: Claim): Promise<Identified> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { ended, visitorId, token, expiresAt } = await identifyOnce(services, claim);
      publishRevoked(services, ended);
      const expires_at = expiresAt.toISOString();
      return { token, visitor_id: visitorId, expires_at, subject: claim.vouched.sub };
    } catch (error) {
      if (attempt === ATTEMPTS || !isRace(error)) throw error;
    }
  }
}

interface Outcome extends GivenToken {
  visitorId: string;
}

const identifyOnce = ({ log }: Services, claim: Claim): Promise<Outcome> =>
  log.transact(async (tx, _append, appendAll) => {
    const { workspaceId } = claim.site;
    const { target, newcomer, stranger } = await findPeople(tx, claim);
    if (target.blockedAt !== null)
      throw new BellhopError('forbidden', 'You cannot write here at the moment.');
    const ended: string[] = [];
    if (newcomer) ended.push(...(await endAllTokens(tx, workspaceId, newcomer.id)));
    if (stranger) ended.push(...(await endToken(tx, workspaceId, stranger.tokenId)));
    const moving = newcomer && newcomer.id !== target.id ? newcomer : null;
    const moved = moving ? await conversationsOfBoth(tx, target, moving) : [];
    if (moving) await merge(tx, target, moving, moved.length);
    const known = moving ? { ...target, ...together(target, moving) } : target;
    const details = {
      ...vouchedDetails(known, claim.vouched),
      subject: claim.vouched.sub,
      lastSeenAt: sql`now()`,
    };
    await tx
      .update(visitors)
      .set(details)
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, target.id)));
    const held = newcomer ? null : claim.present?.actor.visitorId === target.id ? claim.present : null;
    const given = await giveToken(tx, workspaceId, target.id, held);
    const isRenamed = details.name !== target.name;
    const shown = moving ? moved : isRenamed ? await lockConversationsOf(tx, workspaceId, target.id) : [];
    if (shown.length > 0) await appendAll(shown.map(({ id }) => shownAnew(workspaceId, id)));
    return { ...given, ended: [...ended, ...given.ended], visitorId: target.id };
  });

interface People {
  /** Who it is from now on, locked. */
  target: VisitorRow;
  /** Whom nobody vouched for until now, locked: the target itself, or who becomes part of it. */
  newcomer: VisitorRow | null;
  /** Somebody else, whom the site vouched for: nothing of theirs is carried over. */
  stranger: VisitorActor | null;
}

async function findPeople(tx: Transaction, { site, vouched, present }: Claim): Promise<People> {
  const { workspaceId } = site;
  const here = present ? await peek(tx, workspaceId, present.actor.visitorId) : undefined;
  const isOther = here !== undefined && here.subject !== null && here.subject !== vouched.sub;
  const mine = here && !isOther ? here.id : null;
  const known = await findSubject(tx, site, vouched.sub);
  // Made where there is nobody else to become it; a race for the same one is decided by the index.
  const targetId = known ?? mine ?? (await makeVisitor(tx, site, vouched.sub));
  const rows = await lockVisitors(tx, workspaceId, mine === null ? [targetId] : [targetId, mine]);
  const target = rows.get(targetId);
  const own = mine === null ? null : rows.get(mine);
  const isStill = (row: VisitorRow | null | undefined) =>
    row === null || (row && row.mergedInto === null && row.erasedAt === null);
  if (!target || !isStill(target) || !isStill(own)) throw new Race();
  if (target.subject !== null && target.subject !== vouched.sub) throw new Race();
  if (own && own.subject !== null && own.id !== target.id) throw new Race();
  return {
    target,
    newcomer: own && own.subject === null ? own : null,
    stranger: isOther && present ? present.actor : null,
  };
}

/** Merged, erased or identified between two looks. */
class Race extends Error {}

const UNIQUE_VIOLATION = '23505';
const isRace = (error: unknown): boolean =>
  error instanceof Race ||
  (error as { code?: unknown })?.code === UNIQUE_VIOLATION ||
  (error as { cause?: { code?: unknown } })?.cause?.code === UNIQUE_VIOLATION;

async function peek(tx: Transaction, workspaceId: string, id: string) {
  const [row] = await tx
    .select({ id: visitors.id, subject: visitors.subject })
    .from(visitors)
    .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, id)));
  return row;
}

async function findSubject(
  tx: Transaction,
  site: Claim['site'],
  subject: string,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: visitors.id })
    .from(visitors)
    .where(
      and(
        eq(visitors.workspaceId, site.workspaceId),
        eq(visitors.siteId, site.id),
        eq(visitors.subject, subject),
      ),
    );
  return row?.id;
}

async function makeVisitor(tx: Transaction, site: Claim['site'], subject: string): Promise<string> {
  const id = randomUUID();
  await tx.insert(visitors).values({ workspaceId: site.workspaceId, id, siteId: site.id, subject });
  return id;
}

/** In the log writer's order, whoever's they are; answers those that change hands, and the others, which show the name too. */
async function conversationsOfBoth(tx: Transaction, target: VisitorRow, moving: VisitorRow) {
  const rows = await tx.execute<{ id: string; status: string; visitor_id: string }>(sql`
    select c.id, c.status, c.visitor_id from conversations c
    where c.workspace_id = ${target.workspaceId} and c.visitor_id in (${target.id}, ${moving.id})
    order by c.id for no key update of c`);
  return [...rows];
}

async function merge(tx: Transaction, target: VisitorRow, moving: VisitorRow, conversations: number) {
  const { workspaceId } = target;
  // [ID3, M5] Who sends a message again is somebody else by now: it is to find what stands.
  await tx.execute(sql`
    update entries e set sender_id = ${target.id}
    from conversations c
    where c.workspace_id = ${workspaceId} and c.visitor_id = ${moving.id}
      and e.workspace_id = c.workspace_id and e.conversation_id = c.id
      and e.sender_kind = 'visitor' and e.sender_id = ${moving.id}`);
  await moveVisitor(tx, target, moving);
  await recordAudit(
    tx,
    { kind: 'system', workspaceId },
    {
      action: 'visitor.merged',
      target: visitorTarget(target.id),
      details: { duplicate: moving.id, conversations, identified: true },
    },
  );
}
