import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownValues } from './known-values.ts';
import { missingIn, parseTemplate, problemsIn, renderParts, renderTemplate } from './template.ts';
import { SAMPLE_VALUES, VARIABLE_NAMES } from './variables.ts';

const facts = { visitor: 'Lena Fischer', agent: 'Ada Okafor', number: 1024, site: 'Shop', workspace: 'Fern' };
const values = knownValues(facts);
const nobody = knownValues({ ...facts, visitor: '  ', site: null });

/** Texts with more braces, bars and names than people write. */
const pieces = fc.constantFrom(
  '{{',
  '}}',
  '{',
  '}',
  '|',
  ' ',
  'x',
  '\n',
  ...VARIABLE_NAMES,
  'visitor.nam',
  '$&',
);
const text = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 20 }).map((list) => list.join('')),
);

describe('a quick response', () => {
  it('takes values, and what follows the bar where there is none', () => {
    const greeting =
      'Hello {{visitor.first_name|there}}, {{ agent.first_name }} of {{site.name | our shop}} here.';
    expect(renderTemplate(greeting, values)).toBe('Hello Lena, Ada of Shop here.');
    expect(renderTemplate(greeting, nobody)).toBe('Hello there, Ada of our shop here.');
    expect(renderTemplate('#{{conversation.number}} {{workspace.name}}', values)).toBe('#1024 Fern');
  });

  it('says which variables would come out empty, each once', () => {
    const greeting = 'Hello {{visitor.name}}! {{visitor.name}} {{visitor.first_name|you}} {{site.name|}}';
    expect(missingIn(greeting, nobody)).toEqual(['visitor.name']);
    expect(missingIn(greeting, values)).toEqual([]);
    expect(renderTemplate(greeting, nobody)).toBe('Hello !  you ');
    expect(renderParts(greeting, nobody).map(({ kind }) => kind)).toContain('missing');
  });

  it.each([
    ['{{visitor.nickname}}', [{ kind: 'unknown', name: 'visitor.nickname' }]],
    ['{{constructor}}', [{ kind: 'unknown', name: 'constructor' }]],
    ['{{}} {{ |x}}', [{ kind: 'unnamed' }, { kind: 'unnamed' }]],
    ['Hello {{visitor.name', [{ kind: 'unclosed' }]],
    ['Hello visitor.name}}', [{ kind: 'unopened' }]],
    ['{{ {{visitor.name}} }}', [{ kind: 'unclosed' }, { kind: 'unopened' }]],
    ['{{visitor.name|{x}}}', [{ kind: 'unclosed' }, { kind: 'unopened' }]],
    ['{ "a": { "b": 1 } } {{visitor.name}}', []],
  ])('%j has these problems, and is left as it is when used', (typed, problems) => {
    expect(problemsIn(typed)).toEqual(problems);
    if (problems.length > 0) expect(renderTemplate(typed, SAMPLE_VALUES)).toContain(typed.slice(0, 2));
  });

  it('is the sum of its parts, whatever is typed', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const parts = parseTemplate(typed);
        expect(parts.map(({ source }) => source).join('')).toBe(typed);
        expect(parts.every(({ source }) => source !== '')).toBe(true);
      }),
    );
  });

  it('comes out as typed where it names nothing, and without double braces where nothing is wrong', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const rendered = renderTemplate(typed, SAMPLE_VALUES);
        if (!parseTemplate(typed).some(({ kind }) => kind === 'variable')) expect(rendered).toBe(typed);
        if (problemsIn(typed).length === 0) expect(rendered).not.toMatch(/\{\{[^{}]*\}\}/);
      }),
    );
  });

  it('puts a value in as it is: what a visitor is called is never read again', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((name) => name.trim() === name),
        (visitor) => {
          const own = knownValues({ ...facts, visitor });
          expect(renderTemplate('<{{visitor.name}}>', own)).toBe(`<${visitor}>`);
        },
      ),
    );
    const own = knownValues({ ...facts, visitor: '{{agent.name}}' });
    expect(renderTemplate('{{visitor.name}}', own)).toBe('{{agent.name}}');
  });

  it('is read in one pass: a long row of braces takes no time to speak of', () => {
    const parts = parseTemplate('{{'.repeat(50_000));
    expect(parts).toHaveLength(50_000);
  });
});
