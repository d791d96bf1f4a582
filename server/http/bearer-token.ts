export const bearerToken = (headers: Headers): string | null =>
  /^Bearer ([\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
