import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild, type Child } from './fixtures/child.ts';
import { lockFolder } from './folder-lock.ts';
import { describeSelf, livenessOf, type Holder } from './lock-holder.ts';

const PROCESSES = 10;
const ROUNDS = 10;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-lock-'));
  file = join(folder, 'bellhop.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const self = () => describeSelf(randomUUID());
const leave = (holder: Holder) => writeFileSync(file, JSON.stringify(holder));
const take = () => lockFolder(folder, file);

describe('the lock of a data folder', () => {
  it('names folder and process to the second, and is free again after release', async () => {
    const lock = await take();
    await expect(take()).rejects.toMatchObject({ code: 'folder_locked' });
    await expect(take()).rejects.toThrow(`process ${process.pid}`);
    await expect(take()).rejects.toThrow(folder);
    lock.release();
    (await take()).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['a process that is gone', () => leave({ ...self(), pid: 2 ** 22 + 1 })],
    ['another process that has its pid by now', () => leave({ ...self(), started: '1' })],
    ['an empty file', () => writeFileSync(file, '')],
    ['half a file', () => writeFileSync(file, '{"token":')],
    ['some other JSON', () => writeFileSync(file, '{"token":"../../x"}')],
  ])('is taken over from %s', async (_who, prepare) => {
    prepare();
    const lock = await take();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['bellhop.lock']);
    lock.release();
  });

  it('is taken over although a killed process was just taking it over', async () => {
    const dead = { ...self(), started: '1' };
    const killed = { ...self(), started: '1' };
    leave(dead);
    writeFileSync(`${file}.${dead.token}`, JSON.stringify(killed));
    (await take()).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('cannot judge a process of another container, or of another machine', () => {
    expect(livenessOf({ ...self(), pids: 'pid:[1]' })).toBe('unknown');
    expect(livenessOf({ ...self(), boot: 'another' })).toBe('unknown');
    expect(livenessOf(self())).toBe('alive');
  });

  it('is taken over from another container that has been silent', async () => {
    leave({ ...self(), pids: 'pid:[1]' });
    utimesSync(file, new Date(0), new Date(0));
    (await take()).release();
  });

  it('is refused while another container shows signs of life', async () => {
    leave({ ...self(), pids: 'pid:[1]', pid: 77 });
    const beat = setInterval(() => utimesSync(file, new Date(), new Date()), 50);
    await expect(take()).rejects.toThrow('process 77');
    clearInterval(beat);
  });

  it('tells the holder when it is taken away', async () => {
    let tell: (what: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => (tell = resolve));
    await lockFolder(folder, file, { onLost: () => tell('lost') });
    rmSync(file);
    expect(await told).toBe('lost');
  });
});

describe('many processes after one lock', () => {
  const children: Child[] = [];
  afterAll(async () => {
    for (const child of children) child.process.kill('SIGKILL');
    await Promise.all(children.map((child) => child.exit));
  });

  it('is won by exactly one of ten, from the start and from a dead holder', { timeout: 60_000 }, async () => {
    for (let n = 0; n < PROCESSES; n += 1) children.push(startChild('lock-contender.ts', []));
    await Promise.all(children.map((child) => child.line('ready')));
    for (let round = 0; round < ROUNDS; round += 1) {
      const contested = join(folder, `round-${round}`);
      if (round % 2) writeFileSync(contested, JSON.stringify({ ...self(), started: '1' }));
      for (const child of children) child.say(`take ${contested}`);
      const answers = await Promise.all(children.map((child) => child.line('')));
      const winners = answers.filter((answer) => answer.startsWith('won'));
      expect(winners, answers.join('\n')).toHaveLength(1);
      const pid = winners[0]?.split(' ')[1] ?? '';
      expect(answers.filter((answer) => answer.includes(`process ${pid}.`))).toHaveLength(PROCESSES - 1);
      for (const child of children) child.say('release');
      await Promise.all(children.map((child) => child.line('released')));
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
