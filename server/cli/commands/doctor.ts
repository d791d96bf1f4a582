import type { Command } from '../command.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding, Status } from '../doctor/finding.ts';

const CHECK_WIDTH = 24;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Checks this installation and says what to do about what is wrong.',
  explanation: [
    'Looks at Node, the build, the configuration, the data folder, the database, the clock, the secret, the public address, the mail server and the ports. Changes nothing, and may run beside the server. Exit code 1 when something is wrong; warnings alone do not count.',
  ],
  options: {},
  async run({ env }) {
    const checks = await examine(env);
    const failed = checks.some(({ status }) => status === 'fail');
    return {
      text: [...checks.flatMap(lines), '', summary(checks)].join('\n'),
      json: { ok: !failed, checks },
      failed,
    };
  },
};

const lines = ({ status, check, message, advice }: Finding): string[] => [
  `${status.padEnd(4)}  ${check.padEnd(CHECK_WIDTH)}${message}`,
  ...(advice === undefined ? [] : [`${' '.repeat(CHECK_WIDTH + 6)}→ ${advice}`]),
];

function summary(checks: readonly Finding[]): string {
  const count = (status: Status): number => checks.filter((finding) => finding.status === status).length;
  const [fails, warnings] = [count('fail'), count('warn')];
  if (fails === 0 && warnings === 0) return 'All is well.';
  return `${fails} wrong, ${warnings} to consider.`;
}
