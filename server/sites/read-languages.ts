import { BellhopError } from '../../shared/errors.ts';

/** Typed language tags in their canonical form, each once, the first one first. */
export function readLanguages(typed: readonly string[]): string[] {
  const canonical = typed.map((tag, index) => {
    try {
      return Intl.getCanonicalLocales(tag.trim())[0] ?? refuse(index);
    } catch {
      return refuse(index);
    }
  });
  return [...new Set(canonical)];
}

function refuse(index: number): never {
  throw new BellhopError('bad_request', "This is not a language tag. It looks like 'en', 'pt-BR' or 'ar'.", {
    field: `languages.${index}`,
  });
}
