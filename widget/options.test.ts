// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { checkOptions, type ChatOptions } from './options.ts';

const GOOD: ChatOptions = { site: 'KEY', host: 'https://chat.example.com' };

describe('checkOptions', () => {
  it('takes the least, and fills in the rest', () => {
    expect(checkOptions(GOOD)).toMatchObject({
      site: 'KEY',
      host: 'https://chat.example.com',
      theme: undefined,
    });
  });

  it('drops the slash after the host and keeps its folder', () => {
    expect(checkOptions({ ...GOOD, host: 'https://example.com/chat/' }).host).toBe(
      'https://example.com/chat',
    );
  });

  it.each([
    ['site', ''],
    ['site', 7],
    ['host', undefined],
    ['host', 'chat.example.com'],
    ['host', 'javascript:alert(1)'],
    ['host', 'https://user:secret@example.com'],
    ['locale', 'no such locale!'],
    ['theme', 'purple'],
    ['position', 'top'],
    ['target', '#nowhere'],
    ['mode', 'inline'],
    ['colour', 'red'],
  ])('refuses %s = %j by name', (option, value) => {
    const options = { ...GOOD, [option]: value } as unknown as ChatOptions;
    expect(() => checkOptions(options)).toThrow(`option '${option}'`);
  });

  it('finds a target by selector', () => {
    document.body.id = 'here';
    expect(checkOptions({ ...GOOD, target: '#here' }).target).toBe(document.body);
  });
});
