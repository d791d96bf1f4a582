import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// The popups of an address bar that nobody sees take a process and most of a second of a core for each page.
const ADDRESS_BAR = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxSimplification',
];
// What playwright-core switches off on Linux: of two such flags the last one counts, and ours is the last.
const BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** What every launch of Chromium by tests, benches and screenshots is given. */
export const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...BY_PLAYWRIGHT, ...ADDRESS_BAR].join(',')}`,
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FALLBACK_PATH = ['/usr/local/bin', '/usr/bin', '/snap/bin'];
// Latin, Arabic and Hebrew screenshots are legible only with fonts that draw them.
const PACKAGES = ['chromium', 'fonts-noto-core'];

/** The path of a Chromium of this machine, which is installed when there is none and we may. */
export function findChromium(): string {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (isExecutable(configured)) return configured;
    throw new Error(`CHROMIUM_PATH is ${configured}, which is not an executable file.`);
  }
  const found = installedChromium();
  if (found) return found;
  installChromium();
  const installed = installedChromium();
  if (installed) return installed;
  throw new Error('Chromium was installed but none of its usual names is in PATH; set CHROMIUM_PATH.');
}

function installedChromium(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FALLBACK_PATH].filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installChromium(): void {
  const prefix = aptPrefix();
  if (!prefix) {
    throw new Error(
      `The browser tests need Chromium, and this user may not install it. Install ${PACKAGES.join(' and ')} ` +
        'with the system package manager, or set CHROMIUM_PATH to a Chromium or Chrome.',
    );
  }
  process.stdout.write(`No Chromium found: installing ${PACKAGES.join(', ')} …\n`);
  runAsRoot(prefix, ['apt-get', 'update', '-q']);
  runAsRoot(prefix, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...PACKAGES]);
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
