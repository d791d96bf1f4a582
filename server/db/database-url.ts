import { DatabaseError } from './database-error.ts';

/** What may be said of a database in a log: everything but the password. */
export interface DatabasePlace {
  host: string;
  user: string;
  database: string;
}

const SHAPE = 'It should look like postgres://USER:PASSWORD@HOST:5432/DATABASE';

/** Never puts the URL into its errors: it holds the password. */
export function parseDatabaseUrl(databaseUrl: string): DatabasePlace {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw malformed('does not start with postgres://');
  const url = parse(databaseUrl);
  if (!url) {
    throw malformed(
      'is not a URL; characters such as @ : / # ? % in the user or password must be percent-encoded (@ is %40)',
    );
  }
  const host = hosts(databaseUrl) || url.searchParams.get('host') || '';
  if (!host) throw malformed('names no host');
  const database = decode(url.pathname.slice(1));
  if (!database) throw malformed('names no database after the host');
  return { host, database, user: decode(url.username) || 'the operating system user' };
}

// Several hosts ("a:5432,b:5432") are right for the driver but not for `URL`, which gets the first.
function parse(databaseUrl: string): URL | undefined {
  try {
    const all = hosts(databaseUrl);
    const url = new URL(all ? databaseUrl.replace(all, all.split(',')[0] ?? all) : databaseUrl);
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url;
  } catch {
    return undefined;
  }
}

const hosts = (databaseUrl: string): string =>
  /^[a-z]+:\/\/(?:[^@/?#]*@)?([^@/?#]*)/.exec(databaseUrl)?.[1] ?? '';

const decode = (text: string): string => decodeURIComponent(text);

const malformed = (why: string) => new DatabaseError('url_malformed', `DATABASE_URL ${why}. ${SHAPE}.`);
