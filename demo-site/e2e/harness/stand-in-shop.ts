import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { closeDemoServer, createDemoServer } from '../../demo-server.ts';
import type { BellhopProcess } from './bellhop-process.ts';

const PUBLIC_DIR = join(resolve(import.meta.dirname, '../..'), 'public');

export interface StandInShop {
  close(): Promise<void>;
}

/** A customer's shop stays up when Bellhop is down; the demo's own does not, so another takes its address. */
export async function openStandInShop(bellhop: BellhopProcess, siteKey: string): Promise<StandInShop> {
  const server = createDemoServer({ bellhopUrl: bellhop.url, siteKey, publicDir: PUBLIC_DIR });
  server.listen(Number(new URL(bellhop.shopUrl).port), '127.0.0.1');
  await once(server, 'listening');
  return { close: () => closeDemoServer(server, 0) };
}
