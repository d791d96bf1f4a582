import { randomUUID } from 'node:crypto';
import type { WidgetSettings } from '../../../shared/widget-settings/schema.ts';
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
    await this.#call(`conversations/${await this.#find(said)}/messages`, { client_id: randomUUID(), text });
  }

  /** Ends the conversation whose last message is this one. */
  async end(said: string): Promise<void> {
    await this.#call(`conversations/${await this.#find(said)}/end`, { client_id: randomUUID() });
  }

  /** A site for pages of these origins; answers with the address of its loader. */
  async addSite(name: string, allowed_origins: string[]): Promise<string> {
    const { key } = await this.#call<{ key: string }>('sites', { name, allowed_origins });
    return `${this.url}/w/${key}.js`;
  }

  /** Has the first site's widget look and speak so; its pages get it within two seconds. */
  async publishWidget(settings: WidgetSettings): Promise<void> {
    const { sites } = await this.#call<{ sites: [{ id: string }] }>('sites');
    const path = `sites/${sites[0].id}/widget`;
    const { version } = await this.#call<{ version: number }>(path);
    const draft = await this.#call<{ version: number }>(`${path}/draft`, { version, settings }, 'PUT');
    await this.#call(`${path}/publish`, { version: draft.version });
  }

  /** What the API of the workspace answers there. */
  read<T>(path: string): Promise<T> {
    return this.#call<T>(path);
  }

  act<T>(path: string, body: object = {}): Promise<T> {
    return this.#call<T>(path, body);
  }

  /** Has the workspace open at no time of the week. */
  async closeForGood(): Promise<void> {
    const { version: base_version } = await this.#call<{ version: number }>('settings');
    const hours = { time_zone: 'UTC', weekly: [[], [], [], [], [], [], []], holidays: [] };
    await this.#call('settings', { base_version, changes: { 'hours.workspace': hours } }, 'PUT');
  }

  async #find(said: string): Promise<string> {
    let id = '';
    await eventually(async () => {
      id = (await this.#conversations()).find(({ last_message }) => last_message?.text === said)?.id ?? '';
      return id !== '';
    }).toBe(true);
    return id;
  }

  async #conversations(): Promise<Array<{ id: string; last_message: { text: string } | null }>> {
    const { conversations } = await this.#call<{ conversations: [] }>('conversations?view=all');
    return conversations;
  }

  async #call<T>(path: string, body?: object, method = 'POST'): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/workspaces/${this.workspace}/${path}`, {
      headers: { cookie: this.cookie, origin: this.url, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
