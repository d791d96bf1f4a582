import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { distFolder } from '../../pages/dist-folder.ts';
import { fail, ok, type Finding } from './finding.ts';

const PARTS = ['server/main.js', 'console/index.html', 'widget/loader.js', 'widget/manifest.json'];

export function checkBuild(dist = distFolder()): Finding[] {
  const missing = PARTS.filter((part) => !existsSync(join(dist, part)));
  if (missing.length > 0)
    return [fail('build', `${dist} lacks ${missing.join(', ')}.`, 'Run: npm ci && npm run build')];
  return [ok('build', `built on ${statSync(join(dist, 'server/main.js')).mtime.toISOString()}`)];
}
