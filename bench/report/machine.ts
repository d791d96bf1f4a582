import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** On what it was measured. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  loadBefore: number;
}

export const describeMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e8) / 10,
  system: `${process.platform} ${release()}`,
  node: process.version,
  loadBefore: loadavg()[0]!,
});

/** The commit that was measured, with a mark when the tree differs from it; null outside a repository. */
export function describeCommit(): string | null {
  try {
    const options = { encoding: 'utf8' as const, stdio: 'pipe' as const };
    return execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=10'], options).trim();
  } catch {
    return null;
  }
}
