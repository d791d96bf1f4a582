import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { EgressError } from './egress-error.ts';
import { isPublicAddress } from './public-address.ts';

const DEADLINE_MS = 10_000;
const MAX_BYTES = 65_536;

export interface EgressRequest {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface EgressAnswer {
  status: number;
  text: string;
}

/** The one way in which the server asks others. Throws `EgressError`. */
export interface Egress {
  fetch(url: string, request?: EgressRequest): Promise<EgressAnswer>;
}

export interface EgressOptions {
  /** Hosts of the operator's own network that may be asked, by http too. */
  allow: readonly string[];
  /** For tests: another resolver, a shorter patience. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  deadlineMs?: number;
}

/** [S21] Public addresses only, the connection made to the address that was checked, no redirects, a little at most. */
export function createEgress({ allow, resolve, deadlineMs = DEADLINE_MS }: EgressOptions): Egress {
  const allowed = new Set(allow.map((host) => host.toLowerCase()));
  const resolveAll = resolve ?? resolveBySystem;
  return {
    async fetch(address, { method = 'GET', headers = {}, body } = {}) {
      const url = checkedUrl(address, allowed);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const isOwn = allowed.has(host);
      const signal = AbortSignal.timeout(deadlineMs);
      const options = {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        // No connection is kept: the next request checks its address anew.
        agent: false,
        signal,
        ...(!isOwn && { lookup: guarded(resolveAll) }),
      } as const;
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      try {
        const answer = await new Promise<IncomingMessage>((done, fail) => {
          send(url, options, done).on('error', fail).end(body);
        });
        return await readAnswer(answer);
      } catch (error) {
        // Which error a late answer ends with depends on how far it had come.
        throw EgressError.of(signal.aborted ? signal.reason : error);
      }
    },
  };
}

function checkedUrl(address: string, allowed: ReadonlySet<string>): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new EgressError('refused', 'This is not an address that can be asked.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (allowed.has(host)) return url;
  if (url.protocol !== 'https:') throw new EgressError('refused', 'The address must begin with https://.');
  // A literal address is never looked up, so that the guard of the look-up does not see it.
  if (isIP(host) && !isPublicAddress(host)) throw notPublic();
  return url;
}

const notPublic = () => new EgressError('refused', 'The address is not on the public internet.');

/** All addresses of the name must be public: which of them is taken is not ours to choose. */
function guarded(resolveAll: (host: string) => Promise<LookupAddress[]>): LookupFunction {
  const resolveChecked = callbackify(async (host: string) => {
    const found = await resolveAll(host);
    if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address))) throw notPublic();
    return found;
  });
  return (host, options, callback) =>
    resolveChecked(host, (error, found) => {
      const first = error ? undefined : found[0];
      if (first === undefined) callback(error, '', 0);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
}

const resolveBySystem = (host: string): Promise<LookupAddress[]> =>
  new Promise((done, fail) => {
    lookup(host, { all: true }, (error, found) => (error ? fail(error) : done(found)));
  });

async function readAnswer(answer: IncomingMessage): Promise<EgressAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > MAX_BYTES) throw new EgressError('too_large', 'The answer is too large.');
    chunks.push(chunk);
  }
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}
