import { expect, it } from 'vitest';
import { filesToRunAgain, withoutFiles } from './run-again.ts';
import { sum, totalsOf, type VitestReport } from './test-totals.ts';

const file = (name: string, ...statuses: string[]): VitestReport['testResults'][number] => ({
  name,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});
const count = (all: VitestReport['testResults'], status: string): number =>
  all.flatMap(({ assertionResults }) => assertionResults).filter((result) => result.status === status).length;
const report = (...testResults: VitestReport['testResults']): VitestReport => ({
  success: testResults.every(({ status }) => status === 'passed'),
  numPassedTests: count(testResults, 'passed'),
  numFailedTests: count(testResults, 'failed'),
  numPendingTests: count(testResults, 'pending'),
  numTodoTests: count(testResults, 'todo'),
  testResults,
});

const first = report(
  file('a', 'passed', 'pending'),
  file('b', 'passed', 'failed'),
  file('c'),
  file('d', 'todo'),
);

it('names the few files that failed, in a test or before one', () => {
  expect(filesToRunAgain(first)).toEqual(['b', 'c']);
  expect(filesToRunAgain(report(file('a', 'passed')))).toEqual([]);
  expect(filesToRunAgain(undefined)).toEqual([]);
});

it('lets many failures stand', () => {
  expect(filesToRunAgain(report(file('a'), file('b'), file('c'), file('d')))).toEqual([]);
});

it('counts a file by its second run alone, whatever that shows', () => {
  const rest = withoutFiles(first, ['b', 'c']);
  expect(rest).toEqual({ passed: 1, failed: 0, skipped: 2 });
  const mended = report(file('b', 'passed', 'passed'), file('c', 'passed'));
  expect(sum([rest, totalsOf(mended, 0)])).toEqual({ passed: 4, failed: 0, skipped: 2 });
  const broken = report(file('b', 'passed', 'failed'), file('c', 'passed'));
  expect(sum([rest, totalsOf(broken, 1)])).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

it('does not lose a run again that died', () => {
  expect(sum([withoutFiles(first, ['b', 'c']), totalsOf(undefined, 1)]).failed).toBe(1);
});
