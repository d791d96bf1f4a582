import type { TestTotals, VitestReport } from './test-totals.ts';

/** More than this many files is no accident of a busy machine. */
const MOST = 3;

/**
 * The files of a run that failed, where they are few: the gate, which may share its machine, runs those once more with
 * nothing beside them. A failure that belongs to no file stands.
 */
export function filesToRunAgain(report: VitestReport | undefined): string[] {
  const failed = report?.testResults.filter(({ status }) => status === 'failed') ?? [];
  return failed.length > MOST ? [] : failed.map(({ name }) => name);
}

/** The totals of a run less those of some of its files. */
export function withoutFiles(report: VitestReport, files: readonly string[]): TestTotals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, assertionResults } of report.testResults) {
    if (files.includes(name)) continue;
    for (const { status } of assertionResults) {
      if (status === 'passed' || status === 'failed') totals[status]++;
      else totals.skipped++;
    }
  }
  return totals;
}
