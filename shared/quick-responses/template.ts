import { isVariableName, type VariableName, type VariableValues } from './variables.ts';

/** A stretch of a quick response; put together, the sources are the text again. */
export type TemplatePart =
  | { kind: 'text'; source: string }
  | { kind: 'variable'; source: string; name: VariableName; fallback: string | null }
  | { kind: 'broken'; source: string; problem: TemplateProblem };

export type TemplateProblem =
  | { kind: 'unknown'; name: string }
  /** Braces that open and do not close, the other way round, and those around no name. */
  | { kind: 'unclosed' | 'unopened' | 'unnamed' };

export type RenderedPart = { text: string; kind: 'text' | 'value' | 'fallback' | 'missing' | 'broken' };

// What lies between braces has none itself, so that nothing here is looked at twice.
const TOKEN = /\{\{([^{}]*)\}\}|\{\{|\}\}/g;

/** The parts of a text, whatever was typed. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  const plainUntil = (end: number) => {
    if (end > at) parts.push({ kind: 'text', source: text.slice(at, end) });
  };
  for (const { 0: source, 1: inner, index } of text.matchAll(TOKEN)) {
    plainUntil(index);
    parts.push(partOf(source, inner));
    at = index + source.length;
  }
  plainUntil(text.length);
  return parts;
}

function partOf(source: string, inner: string | undefined): TemplatePart {
  if (inner === undefined)
    return { kind: 'broken', source, problem: { kind: source === '{{' ? 'unclosed' : 'unopened' } };
  const bar = inner.indexOf('|');
  const name = (bar < 0 ? inner : inner.slice(0, bar)).trim();
  if (name === '') return { kind: 'broken', source, problem: { kind: 'unnamed' } };
  if (!isVariableName(name)) return { kind: 'broken', source, problem: { kind: 'unknown', name } };
  return { kind: 'variable', source, name, fallback: bar < 0 ? null : inner.slice(bar + 1).trim() };
}

/** What is wrong with a text, in its order; asked when it is saved, never when it is used. */
export const problemsIn = (text: string): TemplateProblem[] =>
  parseTemplate(text).flatMap((part) => (part.kind === 'broken' ? [part.problem] : []));

/** What comes out, part by part. What is broken stays as it was typed; what has no value and no fall-back is empty. */
export function renderParts(text: string, values: VariableValues): RenderedPart[] {
  return parseTemplate(text).map((part) => {
    if (part.kind !== 'variable') return { kind: part.kind, text: part.source };
    const value = values[part.name];
    if (value !== null) return { kind: 'value', text: value };
    return part.fallback === null ? { kind: 'missing', text: '' } : { kind: 'fallback', text: part.fallback };
  });
}

export const renderTemplate = (text: string, values: VariableValues): string =>
  renderParts(text, values)
    .map((part) => part.text)
    .join('');

/** Variables that would come out empty. */
export const missingIn = (text: string, values: VariableValues): VariableName[] => {
  const names = parseTemplate(text).flatMap((part) =>
    part.kind === 'variable' && part.fallback === null && values[part.name] === null ? [part.name] : [],
  );
  return [...new Set(names)];
};
