import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const nestedObjects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

describe('[W3] parseJson', () => {
  it('reads what JSON.parse reads', () => {
    for (const value of [
      { a: [1, 'x', null] },
      'constructor',
      ['__proto__'],
      { text: '[[[{{{"' },
      { a: '\\' },
      7,
    ]) {
      expect(parseJson(JSON.stringify(value))).toEqual(value);
    }
  });

  it('reads 32 levels and refuses 33', () => {
    expect(parseJson(nested(32))).toBeDefined();
    expect(() => parseJson(nested(33))).toThrow(/nested too deep/);
    expect(() => parseJson(nestedObjects(33))).toThrow(/nested too deep/);
  });

  it('does not count brackets within strings, also after escapes', () => {
    const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`;
    expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  });

  it('[S24] refuses 200,000 levels without recursing into them', () => {
    expect(() => parseJson(nested(200_000))).toThrow(/nested too deep/);
    expect(() => parseJson('[{"a":'.repeat(200_000))).toThrow(/nested too deep/);
    expect(() => parseJson('{"a":'.repeat(200_000))).toThrow(/nested too deep/);
  });

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"a":[{"constructor":1}]}',
    '{"a":{"prototype":{}}}',
    String.raw`{"\u005f\u005fproto\u005f\u005f":{"admin":true}}`,
    String.raw`{"\u005F_proto__":1}`,
    String.raw`{"a":{"c\u006fnstructor":1}}`,
  ])('[S14] refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(/not allowed/);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(['', '{', '{"a":1}}', "{'a':1}", 'undefined', '[1,]', '"\\', '\u0000'])(
    'refuses what is not JSON: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(/not JSON/);
    },
  );
});
