import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const FALLBACK_PATH = ['/usr/local/bin', '/usr/bin', '/snap/bin'];

export interface SystemProgram {
  /** As it is spoken of. */
  title: string;
  /** Who needs it, as in "The browser tests need". */
  neededBy: string;
  /** The variable that names its path. */
  variable: string;
  /** What it is called in PATH, the best one first. */
  names: string[];
  /** Debian's packages that bring it. */
  packages: string[];
}

/** The path of a program of this machine, which is installed when there is none and we may. */
export function findProgram(program: SystemProgram): string {
  const { title, variable, neededBy, packages } = program;
  const configured = process.env[variable];
  if (configured) {
    if (isExecutable(configured)) return configured;
    throw new Error(`${variable} is ${configured}, which is not an executable file.`);
  }
  const found = installedProgram(program);
  if (found) return found;
  const prefix = aptPrefix();
  if (!prefix) {
    throw new Error(
      `${neededBy} ${title}, and this user may not install it. Install ${packages.join(' and ')} ` +
        `with the system package manager, or set ${variable} to its path.`,
    );
  }
  process.stdout.write(`No ${title} found: installing ${packages.join(', ')} …\n`);
  runAsRoot(prefix, ['apt-get', 'update', '-q']);
  runAsRoot(prefix, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages]);
  const installed = installedProgram(program);
  if (installed) return installed;
  throw new Error(`${title} was installed but none of its usual names is in PATH; set ${variable}.`);
}

function installedProgram({ names }: SystemProgram): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FALLBACK_PATH].filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The words that make a command run as root without a question, or undefined where nothing does. */
function aptPrefix(): string[] | undefined {
  if (!succeeds('apt-get', ['--version'])) return undefined;
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

function runAsRoot(prefix: string[], words: string[]): void {
  const [command, ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
  execFileSync(command as string, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
