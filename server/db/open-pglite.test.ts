import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pgliteTemplate } from '../testing/pglite-template.ts';
import { startChild, type Child } from './fixtures/child.ts';
import { openDatabase } from './open-database.ts';
import { PGLITE_MAJOR_VERSION } from './pglite-folder.ts';

let folder: string;
const children: Child[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-data-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.exit;
  }
  rmSync(folder, { recursive: true, force: true });
});

function writeRows(padding = 10, env: Record<string, string> = {}): Child {
  const child = startChild('write-rows.ts', [folder, String(padding)], env);
  children.push(child);
  return child;
}

async function rowsIn(dataDir: string): Promise<number[]> {
  const db = await openDatabase({ dataDir });
  try {
    const rows = await db.sql<{ n: number }[]>`select n from rows order by n`;
    return rows.map(({ n }) => n);
  } finally {
    await db.close();
  }
}

const committed = (child: Child) =>
  child.lines.filter((line) => line.startsWith('committed')).map((line) => Number(line.split(' ')[1]));
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);
const open = () => openDatabase({ dataDir: folder });

/** An empty database in the folder, without the seconds that making one takes. */
async function prepare(): Promise<void> {
  const db = await openDatabase({ dataDir: folder, template: await pgliteTemplate(false) });
  await db.close();
}

describe('a data folder', () => {
  it('keeps everything acknowledged through kill -9, three times over', { timeout: 120_000 }, async () => {
    await prepare();
    for (let round = 1; round <= 3; round += 1) {
      const child = writeRows(500);
      await child.line('open');
      const from = round === 1 ? 0 : (await rowCount(child)) - 1;
      await child.line(`committed ${from + 100}`);
      child.process.kill('SIGKILL');
      await child.exit;
    }
    const acknowledged = Math.max(...children.flatMap(committed));
    const rows = await rowsIn(folder);
    expect(rows).toEqual(upTo(rows.length));
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    // At most the one commit whose acknowledgement the kill cut off.
    expect(rows.length).toBeLessThanOrEqual(acknowledged + 1);
  });

  it('refuses a second process by name, and harms nothing', { timeout: 120_000 }, async () => {
    await prepare();
    const first = writeRows();
    await first.line('committed 5');
    const second = writeRows();
    const refusal = await second.line('refused');
    expect(refusal).toContain('folder_locked');
    expect(refusal).toContain(folder);
    expect(refusal).toContain(`process ${first.process.pid}`);
    expect(await second.exit).toBe(2);
    await first.line(`committed ${committed(first).length + 5}`);
  });

  it('is made anew when the first start was killed half-way', { timeout: 120_000 }, async () => {
    const child = writeRows();
    const unfinished = join(folder, 'db.new', 'PG_VERSION');
    await expect.poll(() => existsSync(unfinished), { interval: 20, timeout: 100_000 }).toBe(true);
    child.process.kill('SIGKILL');
    await child.exit;
    expect(readdirSync(folder)).not.toContain('db');
    const db = await openDatabase({ dataDir: folder, template: await pgliteTemplate(false) });
    expect(readFileSync(join(folder, 'db', 'PG_VERSION'), 'utf8').trim()).toBe(PGLITE_MAJOR_VERSION);
    await db.close();
    expect(readdirSync(folder)).toEqual(['db']);
  });

  it('names what it does not know instead of touching it', async () => {
    mkdirSync(join(folder, 'db'));
    writeFileSync(join(folder, 'db', 'holiday.jpg'), 'x');
    await expect(open()).rejects.toMatchObject({
      code: 'folder_unknown',
      message: expect.stringContaining(folder),
    });
    expect(readdirSync(join(folder, 'db'))).toEqual(['holiday.jpg']);
  });

  it('names another major version', async () => {
    mkdirSync(join(folder, 'db', 'global'), { recursive: true });
    writeFileSync(join(folder, 'db', 'global', 'pg_control'), 'x');
    writeFileSync(join(folder, 'db', 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toMatchObject({
      code: 'version_unsupported',
      message: expect.stringMatching(/Postgres 17.*Postgres 18/),
    });
  });

  it('names a path that cannot be a folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    const inFile = openDatabase({ dataDir: join(folder, 'file', 'data') });
    await expect(inFile).rejects.toMatchObject({
      code: 'folder_unusable',
      message: expect.stringContaining('is a file'),
    });
    const onFile = openDatabase({ dataDir: join(folder, 'file') });
    await expect(onFile).rejects.toMatchObject({
      code: 'folder_unusable',
      message: expect.stringContaining('is a file'),
    });
  });

  it('names a folder that may not be written to', async () => {
    chmodSync(folder, 0o555);
    const identity = process.getuid?.() === 0 ? { setegid: 65_534, seteuid: 65_534 } : undefined;
    try {
      if (identity) process.seteuid?.(identity.seteuid);
      await expect(open()).rejects.toMatchObject({
        code: 'folder_unusable',
        message: expect.stringContaining('may not write'),
      });
    } finally {
      if (identity) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    }
  });

  it(
    'stops with a name when the disk fills, and goes on once there is room',
    { timeout: 120_000 },
    async () => {
      await prepare();
      const lever = join(folder, 'full');
      const preload = fileURLToPath(new URL('./fixtures/full-disk.cjs', import.meta.url));
      const child = writeRows(20_000, { NODE_OPTIONS: `--require=${preload}`, FULL_DISK_SWITCH: lever });
      await child.line('committed 10');
      writeFileSync(lever, '');
      expect(await child.line('fatal')).toContain('disk_full');
      expect(await child.line('refused')).toContain('disk_full');
      expect(await child.exit).toBe(3);
      rmSync(lever);
      const rows = await rowsIn(folder);
      expect(rows).toEqual(upTo(rows.length));
      expect(rows.length).toBeGreaterThanOrEqual(committed(child).length);
    },
  );
});

async function rowCount(child: Child): Promise<number> {
  return Number((await child.line('committed')).split(' ')[1]);
}
