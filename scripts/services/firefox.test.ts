import { execFileSync } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { findFirefox } from './firefox.ts';

afterEach(() => vi.unstubAllEnvs());

it('names a FIREFOX_PATH that is none', () => {
  vi.stubEnv('FIREFOX_PATH', '/nowhere/firefox');
  expect(() => findFirefox()).toThrow('/nowhere/firefox');
});

it('finds or installs one that starts', () => {
  vi.stubEnv('FIREFOX_PATH', '');
  expect(execFileSync(findFirefox(), ['--version'], { encoding: 'utf8' })).toMatch(/Firefox/);
}, 300_000);
