import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    chromiumPath: string;
  }
}

export default function setup(project: TestProject): void {
  const path = findChromium();
  process.env.CHROMIUM_PATH = path;
  project.provide('chromiumPath', path);
}
