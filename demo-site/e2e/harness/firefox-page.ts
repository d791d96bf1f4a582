import { eventually } from './eventually.ts';
import type { Bidi, Params } from './bidi.ts';

/** Keys by the names that Playwright has for them. */
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Backspace: '\uE003',
};

/** What the policy of the page refused is no console message of the page's own. */
const REPORT_VIOLATIONS = `() => addEventListener('securitypolicyviolation', (event) =>
  console.error('policy violation: ' + event.effectiveDirective + ' ' + event.blockedURI))`;

interface LogEntry {
  level: string;
  text: string | null;
  source: { context?: string };
}
interface RemoteNode {
  sharedId: string;
}
interface Evaluated {
  type: 'success' | 'exception';
  result: { value?: string };
  exceptionDetails?: { text: string };
}

/** A tab of Firefox, as far as the tests need one. */
export class FirefoxPage {
  /** What its console was told. */
  readonly logged: string[] = [];
  /** What it asked for. */
  readonly asked: string[] = [];

  private constructor(
    readonly bidi: Bidi,
    readonly context: string,
    private readonly userContext: string,
  ) {
    bidi.on<LogEntry>('log.entryAdded', ({ level, text, source }) => {
      if (source.context === context) this.logged.push(`${level}: ${text}`);
    });
    bidi.on<{ context: string | null; request: { url: string } }>('network.beforeRequestSent', (sent) => {
      if (sent.context === context) this.asked.push(sent.request.url);
    });
  }

  static async at(bidi: Bidi, context: string, userContext: string): Promise<FirefoxPage> {
    await bidi.send('script.addPreloadScript', {
      functionDeclaration: REPORT_VIOLATIONS,
      contexts: [context],
    });
    await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 800 } });
    return new FirefoxPage(bidi, context, userContext);
  }

  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { url, wait: 'complete' });
  }

  async reload(): Promise<void> {
    await this.#send('browsingContext.reload', { wait: 'complete' });
  }

  /** Through the history, by so many steps. */
  async go(delta: number): Promise<void> {
    await this.#send('browsingContext.traverseHistory', { delta });
  }

  /** What the page frames, of which there is one; a reload makes another. */
  async frame(): Promise<FirefoxPage> {
    let inner: string | undefined;
    await eventually(async () => {
      const { contexts } = await this.bidi.send<{ contexts: [{ children: { context: string }[] }] }>(
        'browsingContext.getTree',
        { root: this.context },
      );
      inner = contexts[0].children[0]?.context;
      return inner !== undefined;
    }).toBe(true);
    return new FirefoxPage(this.bidi, inner as string, this.userContext);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#send('browsingContext.setViewport', { viewport: { width, height } });
  }

  /** Runs in the page; what goes in and comes out is JSON. */
  async evaluate<A extends unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    const answer = await this.bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration: `async (given) => JSON.stringify(await (${run})(...JSON.parse(given)))`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: this.context },
      awaitPromise: true,
      userActivation: false,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text);
    return (answer.result.value === undefined ? undefined : JSON.parse(answer.result.value)) as T;
  }

  async click(role: string, name: string): Promise<void> {
    const element = await this.find(role, name);
    const origin = { type: 'element', element };
    await this.#act({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  /** Into what has the focus. */
  async type(text: string): Promise<void> {
    const keys = Object.hasOwn(KEYS, text) ? [KEYS[text]] : [...text];
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#act({ type: 'key', id: 'keyboard', actions });
  }

  /** By the role and the name that Firefox tells assistive technology, in the widget or on the page around it. */
  async find(role: string, name: string): Promise<RemoteNode> {
    let found: RemoteNode | undefined;
    await eventually(async () => {
      found = await this.#look(role, name);
      return found ? 'there' : `no ${role} "${name}"`;
    }).toBe('there');
    return found as RemoteNode;
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.#look(role, name)) !== undefined;
  }

  async close(): Promise<void> {
    await this.#send('browsingContext.close');
    await this.bidi.send('browser.removeUserContext', { userContext: this.userContext });
  }

  async #look(role: string, name: string): Promise<RemoteNode | undefined> {
    const shadow = await this.bidi.send<{ result: Partial<RemoteNode> }>('script.evaluate', {
      expression: `document.querySelector('bellhop-chat')?.shadowRoot`,
      target: { context: this.context },
      awaitPromise: false,
    });
    const { sharedId } = shadow.result;
    for (const startNodes of sharedId ? [[{ sharedId }], undefined] : [undefined]) {
      const { nodes } = await this.bidi.send<{ nodes: RemoteNode[] }>('browsingContext.locateNodes', {
        context: this.context,
        locator: { type: 'accessibility', value: { role, name } },
        maxNodeCount: 1,
        ...(startNodes && { startNodes }),
      });
      if (nodes[0]) return { sharedId: nodes[0].sharedId };
    }
    return undefined;
  }

  async #act(source: Params): Promise<void> {
    await this.#send('input.performActions', { actions: [source] });
  }

  async #send(method: string, params: Params = {}): Promise<void> {
    await this.bidi.send(method, { context: this.context, ...params });
  }
}
