import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { loadSecret } from './load-secret.ts';

const messageOf = (env: Record<string, string>): string => {
  try {
    parseConfig(env);
    return '';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : '';
  }
};

describe('parseConfig', () => {
  it('needs nothing', () => {
    expect(parseConfig({})).toMatchObject({
      port: 3000,
      demoPort: 3001,
      host: undefined,
      publicUrl: 'http://localhost:3000',
      consoleOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
      trustProxy: 0,
      demo: true,
      owner: undefined,
    });
  });

  it('takes what is empty for absent', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '', SECRET: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  it('believes only PUBLIC_URL where there is one', () => {
    const config = parseConfig({ PUBLIC_URL: 'https://Chat.example.com/', PORT: '8080' });
    expect(config).toMatchObject({
      publicUrl: 'https://chat.example.com',
      consoleOrigins: ['https://chat.example.com'],
      demoPort: 8081,
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000 '],
    ['PORT', '-1'],
    ['DEMO_PORT', 'x'],
    ['PUBLIC_URL', 'chat.example.com'],
    ['PUBLIC_URL', 'https://chat.example.com/path'],
    ['PUBLIC_URL', 'ftp://chat.example.com'],
    ['PUBLIC_URL', 'https://user@chat.example.com'],
    ['TRUST_PROXY', 'yes'],
    ['BELLHOP_DEMO', 'no'],
    ['MAIL_FROM', 'nobody'],
  ])('names %s and its wrong value %j', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(/^ConfigError: /);
    expect(message).toContain(`${name} must be`);
    expect(message).toContain(JSON.stringify(value));
  });

  it.each([
    ['SECRET', 'canary-5127'],
    ['SMTP_URL', 'canary-5127'],
    ['BELLHOP_OWNER_PASSWORD', 'canary'],
  ])('names %s but never its value', (name, value) => {
    const message = messageOf({ BELLHOP_OWNER_EMAIL: 'a@example.com', [name]: value });
    expect(message).toContain(`${name} must`);
    expect(message).not.toContain('canary');
  });

  it('names every variable that is wrong, and the missing half of a pair', () => {
    expect(messageOf({ PORT: 'x', BELLHOP_DEMO: 'x' })).toMatch(/PORT must.*\n.*BELLHOP_DEMO must/);
    expect(messageOf({ BELLHOP_OWNER_EMAIL: 'a@example.com' })).toContain(
      'BELLHOP_OWNER_PASSWORD is missing',
    );
    expect(messageOf({ BELLHOP_OWNER_PASSWORD: 'long enough' })).toContain('BELLHOP_OWNER_EMAIL is missing');
  });
});

describe('loadSecret', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'bellhop-secret-'));

  it('makes one secret that only this user can read, also when twenty ask at once', async () => {
    const dataDir = join(folder(), 'data');
    const config = parseConfig({ DATA_DIR: dataDir });
    const secrets = await Promise.all(Array.from({ length: 20 }, () => loadSecret(config)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\da-f]{64}$/);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
    expect(await loadSecret(config)).toBe(readFileSync(join(dataDir, 'secret'), 'utf8').trim());
  });

  it('prefers SECRET, and leaves no file', async () => {
    const dataDir = folder();
    const secret = 's'.repeat(32);
    expect(await loadSecret(parseConfig({ DATA_DIR: dataDir, SECRET: secret }))).toBe(secret);
    expect(() => statSync(join(dataDir, 'secret'))).toThrow();
  });

  it('says what to do with a file that holds none, and with a folder that is none', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'secret'), '\n');
    await expect(loadSecret(parseConfig({ DATA_DIR: dataDir }))).rejects.toThrow(
      /holds no secret. Delete it/,
    );
    writeFileSync(join(dataDir, 'file'), '');
    await expect(loadSecret(parseConfig({ DATA_DIR: join(dataDir, 'file') }))).rejects.toThrow(
      /^SECRET is not set/,
    );
  });
});
