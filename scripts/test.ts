import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './run-step.ts';
import { filesToRunAgain, withoutFiles } from './run-again.ts';
import { isGood, sum, totalLine, totalsOf, type TestTotals, type VitestReport } from './test-totals.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.cache/test-reports');
const TSX = ['--import', 'tsx'];

process.chdir(ROOT);
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const totals = process.argv.includes('--long') ? await runLong() : await runAll();
process.stdout.write(`${totalLine(totals)}\n`);
process.exitCode = isGood(totals) ? 0 : 1;

async function runAll(): Promise<TestTotals> {
  const checked = await gate('check', 'scripts/check.ts');
  const built = await gate('build', 'scripts/build.ts');
  const sizes = built.failed === 0 ? await gate('check:sizes', 'scripts/check-sizes.ts') : sum([]);
  const projects = [await runProject('unit'), await runProject('server'), await runProject('browser')];
  return sum([checked, built, sizes, ...projects]);
}

async function runLong(): Promise<TestTotals> {
  const { ensureBuilt } = await import('./build/ensure-built.mjs');
  ensureBuilt('server/main.js');
  return sum([await runProject('pglite'), await runProject('long')]);
}

/** A step that is no test: it adds nothing when it is well, and one failure when it is not. */
async function gate(name: string, script: string): Promise<TestTotals> {
  const code = await runStep(process.execPath, [...TSX, script]);
  if (code !== 0) process.stdout.write(`npm run ${name} failed\n`);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function runProject(project: string): Promise<TestTotals> {
  const first = await runVitest(project, project);
  const again = process.env.CI ? filesToRunAgain(first.report) : [];
  if (again.length === 0) return totalsOf(first.report, first.code);
  process.stdout.write(`Failed, and run once more by themselves: ${again.join(', ')}\n`);
  const second = await runVitest(project, `${project}-again`, again);
  return sum([withoutFiles(first.report!, again), totalsOf(second.report, second.code)]);
}

interface Run {
  report: VitestReport | undefined;
  code: number;
}

async function runVitest(project: string, name: string, files: string[] = []): Promise<Run> {
  const file = join(REPORTS, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runStep('vitest', ['run', '--project', project, ...reporters, ...files]);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined;
  return { report, code };
}
