import { fail, ok, type Finding } from './finding.ts';

const OLDEST = [20, 19] as const;

export function checkNode(version = process.versions.node): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  if (enough) return [ok('node', `Node ${version}`)];
  return [
    fail('node', `Node ${version} is too old.`, `Install Node ${OLDEST.join('.')} or later; 22 and 24 do.`),
  ];
}
