import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { defineRoute } from '../http/define-route.ts';
import { nothingHere } from '../http/parse-request.ts';
import { consolePolicy, previewPolicy } from '../http/security-headers.ts';

const anyone = { method: 'get', permission: 'public', surface: 'open', hidden: true } as const;
const rest = z.object({ rest: z.string() });

const redirect = (location: string) =>
  new Response(null, { status: 302, headers: { location, 'cache-control': 'no-cache' } });

export const pageRoutes = [
  defineRoute({
    ...anyone,
    path: '/',
    summary: 'To the console.',
    handle: () => redirect('/console/'),
  }),
  defineRoute({
    ...anyone,
    path: '/console',
    summary: 'To the console.',
    handle: () => redirect('/console/'),
  }),
  defineRoute({
    ...anyone,
    path: '/console/{rest*}',
    summary: 'The console: a file, or for its own addresses the page.',
    params: rest,
    handle: ({ services: { pages, config }, params, request }) => {
      const isAsset = /\.\w+$/.test(params.rest);
      const file = pages.console.get(isAsset ? params.rest : 'index.html');
      if (!file) throw isAsset ? nothingHere() : notBuilt();
      return file.answer(request.headers, {
        'cache-control': params.rest.startsWith('assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        'cross-origin-opener-policy': 'same-origin',
        ...(params.rest === 'preview.html'
          ? { 'content-security-policy': previewPolicy(), 'x-frame-options': 'SAMEORIGIN' }
          : { 'content-security-policy': consolePolicy(config.publicOrigin) }),
      });
    },
  }),
  defineRoute({
    ...anyone,
    path: '/demo/{rest*}',
    summary: 'The demo shop.',
    params: rest,
    handle: ({ services: { pages }, request }) => {
      const answer = pages.demo?.(request.target);
      if (!answer) throw nothingHere();
      const { status, headers, body } = answer;
      const fresh = status === 200 && request.headers.get('if-none-match') === headers['etag'];
      return fresh
        ? new Response(null, { status: 304, headers })
        : new Response(status === 308 ? null : new Uint8Array(body), { status, headers });
    },
  }),
  defineRoute({ ...anyone, path: '/demo', summary: 'To the demo.', handle: () => redirect('/demo/') }),
];

const notBuilt = () => new BellhopError('unavailable', 'The console is not built here. Run: npm run build');
