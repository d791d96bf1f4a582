import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { IDENTIFIED_DAYS, MAX_IDENTIFIED_TOKENS } from '../../shared/protocol/identify.ts';
import type { Transaction } from '../log/run-append.ts';
import { visitorTokens } from '../visitors/tables.ts';
import { hashToken, newToken } from '../visitors/visitor-token.ts';
import type { Present } from './identify-visitor.ts';

export interface GivenToken {
  token: string;
  expiresAt: Date;
  /** Ids of tokens that ended with it. */
  ended: string[];
}

/** [ID2] A token of an identified visitor. The one that they hold already lives on instead. */
export async function giveToken(
  tx: Transaction,
  workspaceId: string,
  visitorId: string,
  held: Present | null,
): Promise<GivenToken> {
  const expiresAt = new Date(Date.now() + IDENTIFIED_DAYS * 86_400_000);
  if (held) {
    await tx.update(visitorTokens).set({ expiresAt }).where(isOne(workspaceId, held.actor.tokenId));
    return { token: held.token, expiresAt, ended: [] };
  }
  const token = newToken();
  await tx
    .insert(visitorTokens)
    .values({ workspaceId, id: randomUUID(), visitorId, tokenHash: hashToken(token), expiresAt });
  return { token, expiresAt, ended: await endBeyondCap(tx, workspaceId, visitorId) };
}

async function endBeyondCap(tx: Transaction, workspaceId: string, visitorId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    delete from visitor_tokens where workspace_id = ${workspaceId} and id in (
      select id from visitor_tokens where workspace_id = ${workspaceId} and visitor_id = ${visitorId}
      order by expires_at desc, id offset ${MAX_IDENTIFIED_TOKENS})
    returning id`);
  return rows.map(({ id }) => id);
}

/** [ID3] Whoever else holds a token of somebody who becomes known must not come into their history by it. */
export async function endAllTokens(
  tx: Transaction,
  workspaceId: string,
  visitorId: string,
): Promise<string[]> {
  const rows = await tx
    .delete(visitorTokens)
    .where(and(eq(visitorTokens.workspaceId, workspaceId), eq(visitorTokens.visitorId, visitorId)))
    .returning({ id: visitorTokens.id });
  return rows.map(({ id }) => id);
}

export async function endToken(tx: Transaction, workspaceId: string, id: string): Promise<string[]> {
  await tx.delete(visitorTokens).where(isOne(workspaceId, id));
  return [id];
}

const isOne = (workspaceId: string, id: string) =>
  and(eq(visitorTokens.workspaceId, workspaceId), eq(visitorTokens.id, id));
