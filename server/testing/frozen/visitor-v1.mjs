/**
 * A visitor of protocol version 1, as pages out there speak it. It stays as it is for as long as servers take version 1:
 * where a test fails because of it, the server is wrong. It knows nothing of the sources; fields.json says what it reads.
 */
export class FrozenVisitor {
  /** @type {any[]} */
  events = [];
  #pending = new Map();
  #lastId = 0;
  #socket;
  #token;
  #positions;

  /** @param {{ host: string, site: string, fetch: typeof fetch, WebSocket: any }} place */
  constructor(place) {
    this.place = place;
  }

  /** @returns {Promise<any>} */
  async settings() {
    const { host, site, fetch } = this.place;
    return (await fetch(`${host}/w/${site}.json`)).json();
  }

  /** @returns {Promise<any>} */
  async arrive() {
    const session = await this.http('POST', '/visitor/sessions', { site: this.place.site });
    this.#token = session.token;
    return session;
  }

  /** Another page of the same visitor. */
  samePerson() {
    const other = new FrozenVisitor(this.place);
    other.#token = this.#token;
    return other;
  }

  /** @returns {Promise<any>} the welcome */
  connect() {
    const { host, WebSocket } = this.place;
    const socket = new WebSocket(`${host.replace(/^http/, 'ws')}/ws`);
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
      socket.onclose = (event) => reject(new Error(`closed with ${event.code}`));
      socket.onmessage = (event) => {
        const frame = JSON.parse(event.data);
        if (frame.type === 'welcome') resolve(frame);
        else this.#hear(frame);
      };
    });
  }

  /** @returns {Promise<any>} the result */
  request(type, fields) {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ type, id, ...fields }));
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  tell(type, fields) {
    this.#socket.send(JSON.stringify({ type, ...fields }));
  }

  leave() {
    this.#socket.onclose = null;
    this.#socket.close();
  }

  /** One poll; frames are asked, and the answers stand among what came. @returns {Promise<any>} */
  async poll(frames = []) {
    const asked = frames.map((frame) => ({ id: ++this.#lastId, ...frame }));
    const body = { hello: this.#hello(), frames: asked, wait_ms: 0 };
    if (this.#positions !== undefined) body.positions = this.#positions;
    const answer = await this.http('POST', '/poll', body);
    this.#positions = answer.positions;
    return answer;
  }

  /** @returns {Promise<any>} */
  async http(method, path, body) {
    const answer = await this.place.fetch(`${this.place.host}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const told = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw Object.assign(new Error(told.error.message), told.error);
    return told;
  }

  #hello() {
    return { type: 'hello', v: 1, role: 'visitor', site: this.place.site, token: this.#token };
  }

  #hear(frame) {
    const waits = this.#pending.get(frame.id);
    if (!waits) return this.events.push(frame);
    this.#pending.delete(frame.id);
    if (frame.type === 'answer') waits.resolve(frame.result);
    else waits.reject(Object.assign(new Error(frame.error.message), frame.error));
  }
}
