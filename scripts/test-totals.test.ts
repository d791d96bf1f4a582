import { describe, expect, it } from 'vitest';
import { isGood, sum, totalLine, totalsOf, type VitestReport } from './test-totals.ts';

const report = (change: Partial<VitestReport>): VitestReport => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...change,
});

describe('totals of a run', () => {
  it('are those of the report', () => {
    expect(totalLine(totalsOf(report({}), 0))).toBe('tests: 3 passed, 0 failed, 2 skipped');
  });

  it('count a file that could not be loaded', () => {
    const broken = report({
      success: false,
      testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }],
    });
    expect(totalsOf(broken, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('do not count a file twice for its failed tests', () => {
    const testResults = [
      { name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] },
    ];
    expect(totalsOf(report({ success: false, numFailedTests: 2, testResults }), 1).failed).toBe(2);
  });

  it('hold a failure that no test explains, such as an unhandled error', () => {
    expect(totalsOf(report({}), 1).failed).toBe(1);
    expect(totalsOf(undefined, 1).failed).toBe(1);
  });

  it('are not good when nothing ran', () => {
    expect(isGood(sum([]))).toBe(false);
    expect(isGood(sum([totalsOf(report({}), 0), totalsOf(report({}), 0)]))).toBe(true);
    expect(isGood(sum([totalsOf(report({}), 0), totalsOf(report({}), 1)]))).toBe(false);
  });
});
