export interface TestTotals {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of Vitest's JSON report that we count. */
export interface VitestReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}

/** Counts a report; undefined is the report of a run that died before it could write one. */
export function totalsOf(report: VitestReport | undefined, exitCode: number): TestTotals {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  // A file that fails outside its tests (import, hook) counts as one: its own tests are not among the failed.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const unexplained = failed === 0 && (exitCode !== 0 || !report.success);
  return {
    passed: report.numPassedTests,
    failed: unexplained ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function sum(all: TestTotals[]): TestTotals {
  return all.reduce(
    (left, right) => ({
      passed: left.passed + right.passed,
      failed: left.failed + right.failed,
      skipped: left.skipped + right.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** A run is good when something was executed and nothing failed. */
export function isGood({ passed, failed }: TestTotals): boolean {
  return failed === 0 && passed > 0;
}

export function totalLine({ passed, failed, skipped }: TestTotals): string {
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
