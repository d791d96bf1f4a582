import { ConfigError } from '../../config-error.ts';
import { parseConfig, type Config } from '../../config.ts';
import { checkBuild } from './check-build.ts';
import { checkClock } from './check-clock.ts';
import { checkDatabase } from './check-database.ts';
import { checkFolder } from './check-folder.ts';
import { checkMail } from './check-mail.ts';
import { checkNode } from './check-node.ts';
import { checkPorts } from './check-ports.ts';
import { checkPublicUrl } from './check-public-url.ts';
import { examined, fail, ok, type Finding } from './finding.ts';

type Look = (config: Config) => Promise<Finding[]> | Finding[];

const BY_CONFIG: [check: string, look: Look][] = [
  ['data folder', checkFolder],
  ['database', checkDatabase],
  ['public url', (config) => checkPublicUrl(config)],
  ['mail', checkMail],
  ['port', checkPorts],
];

/** Everything that can be known without starting; what depends on a configuration that is wrong is left out. */
export async function examine(env: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  const findings = [
    ...(await examined('node', () => checkNode())),
    ...(await examined('build', () => checkBuild())),
    ...(await examined('clock', () => checkClock())),
  ];
  const config = parse(env);
  if (Array.isArray(config)) return [...findings, ...config];
  findings.push(ok('config', 'every variable can be used'));
  for (const [check, look] of BY_CONFIG) findings.push(...(await examined(check, () => look(config))));
  return findings;
}

function parse(env: Readonly<Record<string, string | undefined>>): Config | Finding[] {
  try {
    return parseConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .map((problem) =>
        fail('config', problem, 'Set it right; what depends on the configuration was not checked.'),
      );
  }
}
