import { visitorSession, type Me } from '../../shared/protocol/http.ts';
import { OWNER, type ServerProcess } from './server-process.ts';
import { WireAgent } from './wire-agent.ts';
import { WireVisitor } from './wire-visitor.ts';

let visitors = 0;

/** What is needed to come in as somebody, over HTTP. */
export interface Entrance {
  siteKey: string;
  workspaceId: string;
  cookie: string;
}

/** Signs the owner in and finds the demo's site. */
export async function enter(server: ServerProcess): Promise<Entrance> {
  const page = await (await fetch(`${server.url}/demo/`)).text();
  const siteKey = /\/w\/([\w-]+)\.js/.exec(page)?.[1];
  if (siteKey === undefined) throw new Error(`The demo's page names no site:\n${page.slice(0, 2000)}`);
  const signedIn = await fetch(`${server.url}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify(OWNER),
  });
  if (!signedIn.ok) throw new Error(`Sign-in answered ${signedIn.status}: ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .join('; ');
  const me = (await (await fetch(`${server.url}/api/v1/me`, { headers: { cookie } })).json()) as Me;
  return { siteKey, cookie, workspaceId: me.memberships[0]!.workspace.id };
}

const socketUrl = (server: ServerProcess): string => `${server.url.replace('http', 'ws')}/ws`;

/** A new visitor, from an address of its own. */
export async function arrive(server: ServerProcess, { siteKey }: Entrance): Promise<WireVisitor> {
  visitors++;
  const headers = { origin: server.origin, 'x-forwarded-for': `203.0.${visitors >> 8}.${visitors & 255}` };
  const answer = await fetch(`${server.url}/api/v1/visitor/sessions`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ site: siteKey }),
  });
  const session = visitorSession.parse(await answer.json());
  return new WireVisitor({ url: socketUrl(server), headers }, siteKey, session);
}

export const agentAt = (server: ServerProcess, entrance: Entrance, answers = true): WireAgent =>
  new WireAgent(
    { url: socketUrl(server), headers: { origin: server.origin, cookie: entrance.cookie } },
    entrance.workspaceId,
    answers,
  );
