import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { href, parseRoute, type Route } from './route.ts';
import { VIEWS } from './view.ts';

const at = (path: string): Route => parseRoute(new URL(path, 'https://chat.example'));

const segment = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/^\.{1,2}$/.test(text));
const view = fc.constantFrom(...VIEWS);
const routes: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ name: 'home' }, { name: 'sign-in' }, { name: 'forgot' }),
  fc.record({ name: fc.constantFrom('reset' as const, 'setup' as const, 'invite' as const), token: segment }),
  fc.record({ name: fc.constant('inbox' as const), workspace: segment, view }),
  fc.record({
    name: fc.constant('settings' as const),
    workspace: segment,
    page: fc.option(segment),
  }),
  fc.record({ name: fc.constant('settings' as const), workspace: segment, page: segment, id: segment }),
  fc.record({ name: fc.constant('visitors' as const), workspace: segment }),
  fc.record({ name: fc.constant('visitors' as const), workspace: segment, id: segment }),
  fc.record({ name: fc.constant('conversation' as const), workspace: segment, conversation: segment, view }),
);

describe('routes', () => {
  it('are read back from their own address', () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(at(href(route))).toEqual(route);
      }),
    );
  });

  it('keep a one-time token out of what a server gets to see', () => {
    for (const name of ['reset', 'setup', 'invite'] as const) {
      const url = new URL(href({ name, token: 'SECRET' }), 'https://chat.example');
      expect(url.pathname + url.search).not.toContain('SECRET');
    }
  });

  it('read what people and links write', () => {
    expect(at('/console')).toEqual({ name: 'home' });
    expect(at('/console/w/W')).toEqual({ name: 'inbox', workspace: 'W', view: 'mine' });
    expect(at('/console/w/W/inbox/')).toEqual({ name: 'inbox', workspace: 'W', view: 'mine' });
    expect(at('/console/w/W/inbox/nonsense')).toEqual({ name: 'not-found' });
    expect(at('/console/reset?token=T')).toEqual({ name: 'reset', token: 'T' });
    expect(at('/console/nonsense')).toEqual({ name: 'not-found' });
    expect(at('/console/forgot/x')).toEqual({ name: 'not-found' });
    expect(at('/console/sign-in/x/y')).toEqual({ name: 'not-found' });
    expect(at('/console/sign-in/W')).toEqual({ name: 'sign-in', workspace: 'W' });
    const back = at('/console/sign-in/W?code=C&state=S&iss=I&other=O');
    const returned = { workspace_id: 'W', code: 'C', state: 'S', iss: 'I' };
    expect(back).toEqual({ name: 'provider-return', returned });
    expect(href(back)).toBe('/console/sign-in/W');
    expect(at('/console/w/%E0%A4%A')).toEqual({ name: 'inbox', workspace: '%E0%A4%A', view: 'mine' });
  });
});
