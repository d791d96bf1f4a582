const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Markup that was already filled by fillTemplate and must not be escaped again. */
export class Html {
  constructor(readonly markup: string) {}
}

export type TemplateValues = Record<string, string | Html>;

/** Replaces `{{name}}`; plain strings are escaped, and a name without a value is an error. */
export const fillTemplate = (template: string, values: TemplateValues): Html =>
  new Html(
    template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) throw new Error(`The template names {{${name}}}, which has no value.`);
      return value instanceof Html ? value.markup : escapeHtml(value);
    }),
  );
