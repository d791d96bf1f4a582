import type { AuditDetails } from '../../shared/audit/audit-entry.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { quickResponses } from './tables.ts';

type Row = typeof quickResponses.$inferSelect;

const SHOWN = {
  shortcut: 'shortcut',
  title: 'title',
  folder: 'folder',
  text: 'text',
  teamId: 'team_id',
} as const satisfies Partial<Record<keyof Row, string>>;

/** What colleagues see is told of; what somebody keeps for themselves is not. */
export async function auditResponse(
  tx: Transaction,
  actor: AgentActor,
  what: 'created' | 'changed' | 'deleted',
  before: Row | undefined,
  after: Row | undefined,
): Promise<void> {
  const row = after ?? before;
  if (!row) return;
  await recordAudit(tx, actor, {
    action: `quick_response.${what}`,
    target: { type: 'quick_response', id: row.id, label: row.title },
    details: before && after ? differences(before, after) : valuesOf(row),
  });
}

const fields = Object.entries(SHOWN) as Array<[keyof typeof SHOWN, string]>;

const valuesOf = (row: Row): AuditDetails =>
  Object.fromEntries(fields.map(([key, name]) => [name, row[key]]));

const differences = (before: Row, after: Row): AuditDetails =>
  Object.fromEntries(
    fields
      .filter(([key]) => before[key] !== after[key])
      .map(([key, name]) => [name, { from: before[key], to: after[key] }]),
  );
