import { codeOf, DatabaseError, messageOf, type DatabaseErrorCode } from './database-error.ts';
import type { DatabasePlace } from './database-url.ts';

type Explanation = [DatabaseErrorCode, (place: DatabasePlace) => string];

const unreachable = (why: string): Explanation => [
  'server_unreachable',
  ({ host }) => `The Postgres server of DATABASE_URL, ${host}, ${why}`,
];

const EXPLANATIONS: Record<string, Explanation> = {
  ECONNREFUSED: unreachable('refuses connections: is it running, and is the port right?'),
  ENOTFOUND: unreachable('has no address: is the host name right?'),
  EAI_AGAIN: unreachable('has no address just now: is the host name right, and does name resolution work?'),
  EHOSTUNREACH: unreachable('cannot be reached from here: check the network and the firewall.'),
  ENETUNREACH: unreachable('cannot be reached from here: check the network and the firewall.'),
  ETIMEDOUT: unreachable('does not answer: check the host, the port and the firewall.'),
  CONNECT_TIMEOUT: unreachable('does not answer: check the host, the port and the firewall.'),
  ECONNRESET: unreachable('closed the connection: is something else than Postgres on that port?'),
  CONNECTION_CLOSED: unreachable('closed the connection: is something else than Postgres on that port?'),
  '57P03': unreachable('is starting up or shutting down: try again in a moment.'),
  '53300': unreachable('has no connection left: raise max_connections or use a smaller pool.'),
  '28P01': [
    'sign_in_refused',
    ({ user }) => `Postgres refused the password of DATABASE_URL for user "${user}".`,
  ],
  '28000': [
    'sign_in_refused',
    ({ user, host }) => `Postgres at ${host} does not let user "${user}" of DATABASE_URL in`,
  ],
  '3D000': [
    'database_missing',
    ({ database, host, user }) =>
      `There is no database "${database}" at ${host}, which DATABASE_URL names. Make it with: createdb -O ${user} ${database}`,
  ],
  '42501': [
    'sign_in_refused',
    ({ database, user }) =>
      `User "${user}" of DATABASE_URL has no right to connect to database "${database}".`,
  ],
};

// These carry what the code alone doesn't say (which pg_hba rule, which role); the server never echoes a password.
const WITH_SERVER_WORDS = new Set(['28000', '42501']);

export function explainConnectError(error: unknown, place: DatabasePlace): DatabaseError {
  const code = codeOf(error) ?? '';
  const found = EXPLANATIONS[code];
  if (!found) {
    const message = `Cannot connect to the Postgres server of DATABASE_URL, ${place.host}: ${messageOf(error)}`;
    return new DatabaseError('connect_failed', message, error);
  }
  const [kind, say] = found;
  const words = WITH_SERVER_WORDS.has(code) ? `: ${messageOf(error)}` : '';
  return new DatabaseError(kind, say(place) + words, error);
}
