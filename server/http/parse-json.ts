import { BellhopError } from '../../shared/errors.ts';
import { MAX_JSON_DEPTH } from '../../shared/protocol/limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

// A key may spell these with \u escapes, so an escape is a reason to look as well.
const SUSPICIOUS = /__proto__|constructor|prototype|\\u/i;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** [W3] `JSON.parse` for what strangers send: depth is counted before it recurses, dangerous keys are refused. */
export function parseJson(text: string): unknown {
  refuseDepth(text);
  const value = parse(text);
  if (SUSPICIOUS.test(text)) refuseForbiddenKeys(value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('This is not JSON. Send one JSON value in UTF-8.');
  }
}

function refuseDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
    else if ((code === OPEN_ARRAY || code === OPEN_OBJECT) && ++depth > MAX_JSON_DEPTH) {
      throw malformed(`This JSON is nested too deep: at most ${MAX_JSON_DEPTH} levels are read.`);
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

// Depth is bounded by now, so recursion is. JSON.parse makes `__proto__` an own property, so `keys` sees it.
function refuseForbiddenKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw malformed(`The key "${key}" is not allowed in JSON here. Rename it.`);
    refuseForbiddenKeys((value as Record<string, unknown>)[key]);
  }
}

const malformed = (message: string) => new BellhopError('bad_request', message);
