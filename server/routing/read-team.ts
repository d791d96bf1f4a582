import { sql } from 'drizzle-orm';
import { runPrepared } from '../db/run-prepared.ts';
import type { Transaction } from '../log/run-append.ts';
import type { TeamRule } from './candidate.ts';
import type { Queue } from './queue-head.ts';

export interface RoutedTeam extends TeamRule, Record<string, unknown> {
  name: string;
  /** How long a chat is offered; null: it is assigned. */
  offer_seconds: number | null;
}

export async function readTeam(
  tx: Pick<Transaction, 'execute'>,
  { workspaceId, teamId }: Queue,
): Promise<RoutedTeam | undefined> {
  const [team] = await runPrepared<RoutedTeam>(
    tx,
    sql`
    select name, strategy, sticky, chat_limit, offer_seconds from teams
    where workspace_id = ${workspaceId} and id = ${teamId}`,
  );
  return team;
}
