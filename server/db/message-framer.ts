const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/**
 * Cuts a client's byte stream into whole messages of the Postgres protocol, because PGlite runs what it is given
 * at once and cannot wait for the rest of a message. Bytes are joined once, when a message is whole: joining at
 * every chunk would be quadratic in the size of a big value.
 */
export class MessageFramer {
  #started = false;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #needed = LENGTH_BYTES;

  /** The whole messages that this chunk completes, as bytes of their own, or nothing yet. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return undefined;
    const bytes = join(this.#chunks, this.#held);
    const end = this.#endOfWhole(bytes);
    const rest = bytes.subarray(end);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
    return end > 0 ? bytes.slice(0, end) : undefined;
  }

  #endOfWhole(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = 0;
    for (;;) {
      // The first message of a connection has no type byte.
      const type = this.#started ? TYPE_BYTES : 0;
      const header = type + LENGTH_BYTES;
      const left = bytes.length - end;
      this.#needed = left < header ? header : type + view.getUint32(end + type);
      if (left < this.#needed) return end;
      end += this.#needed;
      this.#started = true;
    }
  }
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks, length);
}
