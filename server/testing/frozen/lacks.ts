export type Shape = string | { [field: string]: Shape } | [Shape];
export type Shapes = Record<string, Shape>;

/**
 * What an answer has not, or has otherwise than those who read it know; fields that they do not know are theirs to ignore
 * [W6]. A shape is `string`, `'word'`, `12`, the name of another shape, some of these with `|` between, an object or a list.
 */
export function lacks(value: unknown, shape: Shape, shapes: Shapes, path = 'it'): string[] {
  if (typeof shape === 'string') {
    const ways = shape.split('|').map((one) => lacksOne(value, one, shapes, path));
    return ways.some((found) => found.length === 0) ? [] : ways[0]!;
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((one, at) => lacks(one, shape[0], shapes, `${path}.${at}`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const fields = value as Record<string, unknown>;
  return Object.entries(shape).flatMap(([name, inner]) =>
    lacks(fields[name], inner, shapes, `${path}.${name}`),
  );
}

function lacksOne(value: unknown, one: string, shapes: Shapes, path: string): string[] {
  const named = shapes[one];
  if (named !== undefined) return lacks(value, named, shapes, path);
  const quoted = /^'(.*)'$/.exec(one)?.[1];
  const known = quoted ?? (/^\d+$/.test(one) ? Number(one) : one === 'null' ? null : undefined);
  const fits = known === undefined ? typeof value === one : value === known;
  return fits ? [] : [`${path} is ${JSON.stringify(value) ?? 'missing'}, not ${one}`];
}
