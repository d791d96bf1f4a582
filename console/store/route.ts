import { signal } from '@preact/signals';
import type { SignInReturn } from '../../shared/protocol/sign-in.ts';
import { isView, type View } from './view.ts';

export type Route =
  | { name: 'home' }
  /** With the workspace whose provider is offered. */
  | { name: 'sign-in'; workspace?: string }
  | { name: 'provider-return'; returned: SignInReturn }
  | { name: 'forgot' }
  | { name: 'reset'; token: string }
  | { name: 'setup'; token: string }
  | { name: 'invite'; token: string }
  | { name: 'inbox'; workspace: string; view: View }
  | { name: 'conversation'; workspace: string; conversation: string; view: View; entry?: number }
  | { name: 'settings'; workspace: string; page: string | null; id?: string }
  | { name: 'visitors'; workspace: string; id?: string }
  /** A team's queue, and the chat that is watched from there. */
  | { name: 'supervision'; workspace: string; team?: string; conversation?: string }
  | { name: 'not-found' };

const BASE = '/console/';
export const DEFAULT_VIEW: View = 'mine';

/** The route that an address names. */
export function parseRoute(url: URL): Route {
  const [, secret, token] = /^#\/(setup|reset|invite)\/(.+)$/.exec(url.hash) ?? [];
  if (secret === 'setup' && token) return { name: 'setup', token: decode(token) };
  if (secret === 'invite' && token) return { name: 'invite', token: decode(token) };
  if (secret === 'reset' && token) return { name: 'reset', token: decode(token) };
  const [first, ...rest] = url.pathname
    .replace(/^\/console\/?/, '')
    .split('/')
    .map(decode);
  if (first === 'reset') return { name: 'reset', token: url.searchParams.get('token') ?? '' };
  if (first === 'w') return workspaceRoute(rest, url.searchParams);
  if (first === 'sign-in' && rest[0] && rest.length === 1) return signInRoute(rest[0], url.searchParams);
  if (rest.some(Boolean)) return { name: 'not-found' };
  if (first === '') return { name: 'home' };
  return first === 'sign-in' || first === 'forgot' ? { name: first } : { name: 'not-found' };
}

/** With a `state` it is the provider that sends the person back. */
function signInRoute(workspace: string, query: URLSearchParams): Route {
  const state = query.get('state');
  if (!state) return { name: 'sign-in', workspace };
  const given = (['code', 'iss', 'error'] as const).flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  const returned = { workspace_id: workspace, state, ...Object.fromEntries(given) };
  return { name: 'provider-return', returned };
}

function workspaceRoute([workspace, place, id, item]: string[], query: URLSearchParams): Route {
  const view = query.get('view');
  const entry = entryIn(query);
  if (!workspace) return { name: 'not-found' };
  if (!place || (place === 'inbox' && !id)) return { name: 'inbox', workspace, view: DEFAULT_VIEW };
  if (place === 'inbox' && isView(id)) return { name: 'inbox', workspace, view: id };
  if (place === 'settings')
    return { name: 'settings', workspace, page: id || null, ...(item && { id: item }) };
  if (place === 'supervision')
    return { name: place, workspace, ...(id && { team: id }), ...(id && item && { conversation: item }) };
  if (place === 'visitors') return { name: 'visitors', workspace, ...(id && { id }) };
  if (place !== 'conversations' || !id) return { name: 'not-found' };
  return {
    name: 'conversation',
    workspace,
    conversation: id,
    view: isView(view) ? view : DEFAULT_VIEW,
    ...(entry !== undefined && { entry }),
  };
}

/** The entry of a log that is to be shown. */
function entryIn(query: URLSearchParams): number | undefined {
  const given = query.get('entry') ?? '';
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

/** The address of a route; the inverse of `parseRoute`. */
export function href(route: Route): string {
  switch (route.name) {
    case 'inbox':
      return `${BASE}w/${encodeURIComponent(route.workspace)}/inbox/${route.view}`;
    case 'conversation': {
      const at = `${BASE}w/${encodeURIComponent(route.workspace)}/conversations/${encodeURIComponent(route.conversation)}`;
      const query = new URLSearchParams({
        ...(route.view !== DEFAULT_VIEW && { view: route.view }),
        ...(route.entry !== undefined && { entry: String(route.entry) }),
      });
      return query.size === 0 ? at : `${at}?${query}`;
    }
    case 'settings': {
      const parts = [route.page, route.id]
        .filter((part) => part != null)
        .map((part) => encodeURIComponent(part));
      return [`${BASE}w/${encodeURIComponent(route.workspace)}/settings`, ...parts].join('/');
    }
    case 'supervision': {
      const parts = [route.team, route.team && route.conversation]
        .filter(Boolean)
        .map((part) => encodeURIComponent(part!));
      return [`${BASE}w/${encodeURIComponent(route.workspace)}/supervision`, ...parts].join('/');
    }
    case 'visitors': {
      const all = `${BASE}w/${encodeURIComponent(route.workspace)}/visitors`;
      return route.id ? `${all}/${encodeURIComponent(route.id)}` : all;
    }
    case 'setup':
    case 'invite':
    case 'reset':
      // In the fragment, which no server and no log ever sees.
      return `${BASE}#/${route.name}/${encodeURIComponent(route.token)}`;
    case 'provider-return':
      // What came with it is for one use, and for no history.
      return `${BASE}sign-in/${encodeURIComponent(route.returned.workspace_id)}`;
    case 'sign-in':
      return `${BASE}sign-in${route.workspace ? `/${encodeURIComponent(route.workspace)}` : ''}`;
    case 'home':
      return BASE;
    default:
      return `${BASE}${route.name}`;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal<Route>({ name: 'home' });

/** Follows the address bar. Called once, by main. */
export function startRouting(): void {
  const read = () => {
    route.value = parseRoute(new URL(location.href));
    if (route.value.name === 'provider-return') history.replaceState(null, '', href(route.value));
  };
  read();
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
}

export function navigate(to: Route, how: 'push' | 'replace' = 'push'): void {
  const address = href(to);
  if (how === 'replace') history.replaceState(null, '', address);
  else if (address !== location.pathname + location.search) history.pushState(null, '', address);
  route.value = to;
}
