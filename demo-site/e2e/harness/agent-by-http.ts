import { randomUUID } from 'node:crypto';
import { OWNER } from './bellhop-process.ts';
import { eventually } from './eventually.ts';

/** The owner, where a test is about the visitor's browser and a console would be a second one. */
export class AgentByHttp {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly workspace: string,
  ) {}

  static async signIn(url: string): Promise<AgentByHttp> {
    const { email, password } = OWNER;
    const answer = await fetch(`${url}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`Signing in: ${await answer.text()}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const me = await fetch(`${url}/api/v1/me`, { headers: { cookie } });
    const { memberships } = (await me.json()) as { memberships: [{ workspace: { id: string } }] };
    return new AgentByHttp(url, cookie, memberships[0].workspace.id);
  }

  /** Waits for the conversation whose last message is this one, and answers it. */
  async answer(said: string, text: string): Promise<void> {
    let id = '';
    await eventually(async () => {
      id = (await this.#conversations()).find(({ last_message }) => last_message?.text === said)?.id ?? '';
      return id !== '';
    }).toBe(true);
    await this.#call(`conversations/${id}/messages`, { client_id: randomUUID(), text });
  }

  async #conversations(): Promise<Array<{ id: string; last_message: { text: string } | null }>> {
    const { conversations } = await this.#call<{ conversations: [] }>('conversations?view=all');
    return conversations;
  }

  async #call<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/workspaces/${this.workspace}/${path}`, {
      headers: { cookie: this.cookie, origin: this.url, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
