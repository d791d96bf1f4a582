import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChild } from '../../../scripts/services/end-child.ts';
import { FIREFOX_PREFERENCES, findFirefox } from '../../../scripts/services/firefox.ts';
import { Bidi } from './bidi.ts';
import { FirefoxPage } from './firefox-page.ts';

const START_MS = 60_000;
const ADDRESS = /WebDriver BiDi listening on (ws:\/\/\S+)/;
// Its own pages may be asked too, which is how its browser console is read.
const ARGS = ['--headless', '--no-remote', '--remote-debugging-port=0', '--remote-allow-system-access'];

/** Everything that the browser console holds about documents of the web: what CSP refused and engines warn of, too. */
const READ_CONSOLE = `JSON.stringify(Services.console.getMessageArray().flatMap((message) => {
  if (!(message instanceof Ci.nsIScriptError)) return [];
  const { category, errorMessage, sourceName } = message;
  return /^(https?|wss?):/.test(sourceName) ? [category + ': ' + errorMessage + ' (' + sourceName + ')'] : [];
}))`;

/** Debian's Firefox, with a profile of its own and a container for each person. */
export class Firefox {
  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly bidi: Bidi,
  ) {}

  static async launch(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'bellhop-firefox-'));
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join('\n'));
    const child = spawn(findFirefox(), [...ARGS, '--profile', profile], {
      env: { PATH: process.env.PATH, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const bidi = await Bidi.connect(`${await listeningAt(child)}/session`);
    await bidi.send('session.new', { capabilities: {} });
    await bidi.send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    return new Firefox(child, profile, bidi);
  }

  /** A tab of somebody who shares nothing with the others. */
  async person(): Promise<FirefoxPage> {
    const { userContext } = await this.bidi.send<{ userContext: string }>('browser.createUserContext');
    const { context } = await this.bidi.send<{ context: string }>('browsingContext.create', {
      type: 'tab',
      userContext,
    });
    return FirefoxPage.at(this.bidi, context, userContext);
  }

  /** What its browser console was told since it was asked last. */
  async console(): Promise<string[]> {
    const told = await this.#inBrowser(READ_CONSOLE);
    await this.#inBrowser('Services.console.reset()');
    return JSON.parse(told) as string[];
  }

  async #inBrowser(expression: string): Promise<string> {
    const { contexts } = await this.bidi.send<{ contexts: [{ context: string }] }>(
      'browsingContext.getTree',
      { 'moz:scope': 'chrome' },
    );
    const answer = await this.bidi.send<{ result: { value?: string } }>('script.evaluate', {
      expression,
      target: { context: contexts[0].context },
      awaitPromise: false,
    });
    return answer.result.value ?? '';
  }

  async close(): Promise<void> {
    this.bidi.close();
    await endChild(this.child, 'SIGTERM');
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const listeningAt = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error(`Firefox did not start:\n${printed}`)), START_MS);
    child.on('exit', (code) => reject(new Error(`Firefox ended with ${code}:\n${printed}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4_000);
      const address = ADDRESS.exec(printed)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
  });
