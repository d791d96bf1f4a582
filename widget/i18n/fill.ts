export type Values = Readonly<Record<string, string | number>>;

export const fill = (template = '', values: Values = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
