import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export type Encoding = 'br' | 'gzip' | 'identity';

const MIN_BYTES = 256;
const TEXTUAL = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/;

/** One body in the encodings that clients take, each compressed once, when it is first asked for. */
export class EncodedBody {
  readonly #plain: Buffer;
  readonly #contentType: string;
  readonly #version: string;
  readonly #ready: Map<Encoding, Promise<Buffer>>;

  constructor(plain: Buffer, contentType: string, precompressed: Partial<Record<Encoding, Buffer>> = {}) {
    this.#plain = plain;
    this.#contentType = contentType;
    this.#version = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
    this.#ready = new Map(
      Object.entries(precompressed).map(([encoding, bytes]) => [
        encoding as Encoding,
        Promise.resolve(bytes),
      ]),
    );
  }

  /** The answer to a request with these headers: whole, or "what you have is right". */
  async answer(request: Headers, own: Readonly<Record<string, string>>): Promise<Response> {
    const encoding = this.#choose(request.get('accept-encoding') ?? '');
    const etag = `"${this.#version}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    const headers = new Headers({ 'content-type': this.#contentType, etag, vary: 'Accept-Encoding', ...own });
    if (isFresh(request.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const bytes = await this.#encode(encoding);
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    headers.set('content-length', String(bytes.byteLength));
    return new Response(new Uint8Array(bytes), { headers });
  }

  async brotliBytes(): Promise<number> {
    return (await this.#encode('br')).byteLength;
  }

  #choose(accepted: string): Encoding {
    if (this.#plain.byteLength < MIN_BYTES || !TEXTUAL.test(this.#contentType)) return 'identity';
    return (['br', 'gzip'] as const).find((encoding) => accepts(accepted, encoding)) ?? 'identity';
  }

  #encode(encoding: Encoding): Promise<Buffer> {
    const ready = this.#ready.get(encoding) ?? this.#compress(encoding);
    this.#ready.set(encoding, ready);
    return ready;
  }

  #compress(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'identity') return Promise.resolve(this.#plain);
    if (encoding === 'gzip') return compressGzip(this.#plain, { level: constants.Z_BEST_COMPRESSION });
    return compressBrotli(this.#plain, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: this.#plain.byteLength },
    });
  }
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function isFresh(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
