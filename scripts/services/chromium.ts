import { findProgram } from './system-package.ts';

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

/** The path of a Chromium of this machine, which is installed when there is none and we may. */
export const findChromium = (): string =>
  findProgram({
    title: 'Chromium',
    neededBy: 'The browser tests need',
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    // Latin, Arabic and Hebrew screenshots are legible only with fonts that draw them.
    packages: ['chromium', 'fonts-noto-core'],
  });
