import { basename, join, resolve } from 'node:path';

/** Where the build is: this file runs from dist/server/pages, or from server/pages beside dist. */
export function distFolder(): string {
  const above = resolve(import.meta.dirname, '../..');
  return basename(above) === 'dist' ? above : join(above, 'dist');
}

export const demoFolder = (): string => resolve(import.meta.dirname, '../../demo-site/public');
