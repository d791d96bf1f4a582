// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { checkOptions, checkUpdate, type ChatOptions } from './options.ts';

const GOOD: ChatOptions = { site: 'KEY', host: 'https://chat.example.com' };

describe('checkOptions', () => {
  it('takes the least', () => {
    expect(checkOptions(GOOD)).toEqual({ site: 'KEY', host: 'https://chat.example.com' });
  });

  it('drops the slash after the host and keeps its folder', () => {
    expect(checkOptions({ ...GOOD, host: 'https://example.com/chat/' }).host).toBe(
      'https://example.com/chat',
    );
  });

  it.each(['site', 'host'])('asks for %s', (name) => {
    expect(() => checkOptions({ ...GOOD, [name]: undefined })).toThrow(`option '${name}'`);
  });
});

describe('checkUpdate', () => {
  it.each([
    ['site', ''],
    ['site', 7],
    ['host', 'chat.example.com'],
    ['host', 'javascript:alert(1)'],
    ['host', 'https://user:secret@example.com'],
    ['locale', 'no such locale!'],
    ['locale', ''],
    ['theme', 'purple'],
    ['theme', null],
    ['colors', 'red'],
    ['colors', { text: 'red' }],
    ['position', 'top'],
    ['offset', -1],
    ['offset', '20px'],
    ['offset', { side: NaN }],
    ['zIndex', '5'],
    ['zIndex', 1.5],
    ['launcher', '#nowhere'],
    ['launcher', '###'],
    ['launcher', 1],
    ['mode', 'popup'],
    ['mode', 'inline'],
    ['target', '#nowhere'],
    ['team', 3],
    ['team', ''],
    ['user', ''],
    ['user', true],
    ['autoload', true],
    ['storage', 'cookie'],
    ['consent', true],
    ['nonce', 1],
    ['hideWhenOffline', 'yes'],
    ['settings', 'x'],
    ['colour', 'red'],
  ])('refuses %s = %j by name, with a fix', (option, value) => {
    const named = option === 'mode' && value === 'inline' ? 'target' : option;
    expect(() => checkUpdate({ [option]: value })).toThrow(
      new RegExp(`^Bellhop: option '${named}[^']*' is .+\\. .+`),
    );
  });

  it.each([undefined, null, 'dark', 4])('takes nothing but an object: %j', (options) => {
    expect(() => checkUpdate(options)).toThrow('give options as an object');
  });

  it('takes every option as documented', () => {
    document.body.id = 'here';
    expect(() =>
      checkUpdate({
        ...GOOD,
        locale: 'en-GB',
        theme: 'dark',
        colors: { accent: 'red' },
        position: 'left',
        offset: { side: 4 },
        zIndex: 10,
        launcher: '#here',
        mode: 'inline',
        target: document.body,
        team: null,
        user: { name: 'Ada' },
        autoload: 'manual',
        storage: 'session',
        consent: 'required',
        nonce: 'n',
        hideWhenOffline: true,
        settings: { name: 'Fern' },
      }),
    ).not.toThrow();
  });
});
