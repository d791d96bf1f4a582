import { describe, expect, it } from 'vitest';
import { fillTemplate, Html } from './fill-template.ts';

describe('fillTemplate', () => {
  it('[S12] escapes what could leave an attribute or a text', () => {
    const filled = fillTemplate('<a title="{{name}}">{{name}}</a>', { name: `"><b>'&` });
    expect(filled.markup).toBe('<a title="&quot;&gt;&lt;b&gt;&#39;&amp;">&quot;&gt;&lt;b&gt;&#39;&amp;</a>');
  });

  it('fills once: a value that looks like a name, or a replacement pattern, stays as it is', () => {
    expect(fillTemplate('{{a}}', { a: '{{b}} $& $1', b: 'no' }).markup).toBe('{{b}} $&amp; $1');
  });

  it('puts markup that is already filled in as it is', () => {
    expect(fillTemplate('<ul>{{items}}</ul>', { items: new Html('<li>1</li>') }).markup).toBe(
      '<ul><li>1</li></ul>',
    );
  });

  it.each(['missing', 'constructor', '__proto__'])(
    'refuses a template whose name %s has no value',
    (name) => {
      expect(() => fillTemplate(`{{${name}}}`, {})).toThrow('has no value');
    },
  );
});
