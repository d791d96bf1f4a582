import type { AuditEntry } from '../../shared/audit/audit-entry.ts';
import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { readAuditEntries, type AuditQuery } from './audit-query.ts';
import { csvLine } from './csv.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PAGE = 500;
const MAX_ENTRIES = 50_000;
const BYTE_ORDER_MARK = '\uFEFF';
const CUT = `Only the newest ${MAX_ENTRIES} entries are here. Narrow the dates to get the others.`;

const HEADINGS = [
  'at',
  'actor_kind',
  'actor_id',
  'actor',
  'action',
  'target_type',
  'target_id',
  'target',
  'details',
];

interface Writing {
  begin: string;
  entry(entry: AuditEntry, first: boolean): string;
  end(cut: boolean): string;
}

const WRITINGS: Record<ExportFormat, Writing> = {
  csv: {
    begin: BYTE_ORDER_MARK + csvLine(HEADINGS),
    entry: ({ at, actor, action, target, details }) =>
      csvLine([
        at,
        actor.kind,
        actor.id ?? '',
        actor.name,
        action,
        target.type,
        target.id,
        target.label,
        JSON.stringify(details),
      ]),
    end: (cut) => (cut ? csvLine(['', '', '', '', '', '', '', CUT, '']) : ''),
  },
  json: {
    begin: '{"entries":[',
    entry: (entry, first) => (first ? '' : ',') + JSON.stringify(entry),
    end: (cut) => `],"cut":${cut ? JSON.stringify(CUT) : 'null'}}\n`,
  },
};

/** The text of an export in pieces, a page at a time: it is never whole in memory. */
export async function* exportAudit(
  { db }: Pick<Services, 'db'>,
  actor: AgentActor,
  query: AuditQuery,
  format: ExportFormat,
  maxEntries = MAX_ENTRIES,
): AsyncGenerator<string> {
  const writing = WRITINGS[format];
  yield writing.begin;
  let written = 0;
  let before: string | undefined;
  for (;;) {
    const limit = Math.min(PAGE, maxEntries - written);
    const rows = await readAuditEntries(db, actor, query, { before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const start = written;
    yield page.map((entry, at) => writing.entry(entry, start + at === 0)).join('');
    written += page.length;
    before = page.at(-1)?.id;
    if (rows.length <= limit) return yield writing.end(false);
    if (written >= maxEntries) return yield writing.end(true);
  }
}
