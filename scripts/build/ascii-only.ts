import type { Plugin } from 'vite';

const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** A page without a declared charset reads our script as something else: every character stays below 128. */
export function asciiOnly(): Plugin {
  return {
    name: 'bellhop:ascii-only',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') output.code = toAscii(output.code);
      }
    },
  };
}

/** Escapes by UTF-16 unit, which is valid in strings, templates, regular expressions and identifiers. */
export function toAscii(code: string): string {
  return code.replace(BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
