import { sql, type SQL } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import { wireTime } from '../log/append-statement.ts';
import type { Services } from '../services.ts';
import { exportedKinds, type ExportedKind } from './exported-kinds.ts';

const PAGE = 500;

/**
 * All that the workspace holds, but for secrets: a JSON object a line, each with its `type`, in pieces, so that it is
 * never whole in memory. What is written meanwhile may be in it or not.
 */
export async function exportWorkspace(
  services: Pick<Services, 'db'>,
  actor: AgentActor,
): Promise<AsyncGenerator<string>> {
  const { workspaceId } = actor;
  const [workspace] = await services.db.orm.execute<{ name: string }>(sql`
    select id, name, ${sql.raw(wireTime('created_at'))} as created_at, ${sql.raw(wireTime('now()'))} as exported_at
    from workspaces where id = ${workspaceId}`);
  await recordAudit(services.db.orm, actor, {
    action: 'workspace.exported',
    target: { type: 'workspace', id: workspaceId, label: workspace?.name ?? '' },
  });
  return lines(services, workspaceId, workspace);
}

async function* lines(
  services: Pick<Services, 'db'>,
  workspaceId: string,
  workspace: unknown,
): AsyncGenerator<string> {
  yield lineOf('workspace', workspace);
  for (const kind of exportedKinds(workspaceId)) yield* pagesOf(services, kind);
  yield lineOf('end', {});
}

/** `at` is where a row stands in the order of its kind. */
interface Row extends Record<string, unknown> {
  at: string[];
  value: unknown;
}

async function* pagesOf({ db }: Pick<Services, 'db'>, kind: ExportedKind): AsyncGenerator<string> {
  let after: string[] | null = null;
  for (;;) {
    const rows: readonly Row[] = await db.orm.execute<Row>(pageOf(kind, after));
    if (rows.length > 0) yield rows.map(({ value }) => lineOf(kind.type, value)).join('');
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.at;
  }
}

function pageOf({ value, from, where, order }: ExportedKind, after: string[] | null): SQL {
  const keys = sql.raw(order.map(([column]) => column).join(', '));
  const at = sql.raw(order.map(([column]) => `${column}::text`).join(', '));
  const bounds = after?.map((text, index) => sql`${text}::${sql.raw(order[index]![1])}`);
  const beyond = bounds ? sql`and (${keys}) > (${sql.join(bounds, sql`, `)})` : sql``;
  return sql`select jsonb_build_array(${at}) as at, ${sql.raw(value)} as value from ${sql.raw(from)}
    where ${where} ${beyond} order by ${keys} limit ${PAGE}`;
}

const lineOf = (type: string, value: unknown): string =>
  `${JSON.stringify({ type, ...(value as Record<string, unknown>) })}\n`;
