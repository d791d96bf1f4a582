import { execFileSync } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { findChromium } from './chromium.ts';

afterEach(() => vi.unstubAllEnvs());

it('takes the Chromium that CHROMIUM_PATH names', () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath);
  expect(findChromium()).toBe(process.execPath);
});

it('names a CHROMIUM_PATH that is none', () => {
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
  expect(() => findChromium()).toThrow('/nowhere/chromium');
});

it('finds or installs one that starts', () => {
  vi.stubEnv('CHROMIUM_PATH', '');
  expect(execFileSync(findChromium(), ['--version', '--no-sandbox'], { encoding: 'utf8' })).toMatch(/Chrom/);
}, 300_000);
