import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import type { AppServices } from '../http/app-services.ts';
import { defineRoute } from '../http/define-route.ts';
import { nothingHere } from '../http/parse-request.ts';

// Any page may load these, and none sends anything with it: the answer is the same for everybody.
const FOR_ANY_PAGE = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
} as const;
const SHORT = {
  ...FOR_ANY_PAGE,
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
} as const;
const FOR_EVER = { ...FOR_ANY_PAGE, 'cache-control': 'public, max-age=31536000, immutable' } as const;
const UNKNOWN_SITE = { ...FOR_ANY_PAGE, 'cache-control': 'public, max-age=60' } as const;

const anyone = { method: 'get', permission: 'public', surface: 'open', hidden: true } as const;

export const widgetRoutes = [
  defineRoute({
    ...anyone,
    path: '/w/a/{file}',
    summary: "The widget's hashed chunks.",
    params: z.object({ file: z.string() }),
    handle: async ({ services, params, request }) => {
      const script = await services.pages.widgetScripts.find(`a/${params.file}`);
      if (!script) throw nothingHere();
      return script.answer(request.headers, FOR_EVER);
    },
  }),
  defineRoute({
    ...anyone,
    path: '/v/{version}/{file}',
    summary: 'The whole widget as one file that stays what it is, for pages that name its checksum.',
    params: z.object({ version: z.string(), file: z.string() }),
    handle: async ({ services, params, request }) => {
      const script = await services.pages.widgetScripts.find(`v/${params.version}/${params.file}`);
      if (!script) throw nothingHere();
      return script.answer(request.headers, FOR_EVER);
    },
  }),
  defineRoute({
    ...anyone,
    path: '/w/{file}',
    summary: "A site's loader with its settings (KEY.js), or the settings alone (KEY.json).",
    params: z.object({ file: z.string() }),
    handle: async ({ services, params, request }) => {
      const [, key, kind] = /^([\w-]+)\.(js|json)$/.exec(params.file) ?? [];
      if (key === undefined) throw nothingHere();
      const found = await loaders(services).find(key);
      if (!found) return kind === 'js' ? unknownScript() : unknownJson();
      return (kind === 'js' ? found.script : found.json).answer(request.headers, SHORT);
    },
  }),
];

function loaders({ pages }: AppServices) {
  if (pages.loaders) return pages.loaders;
  throw notBuilt();
}

const notBuilt = () => new BellhopError('unavailable', 'The widget is not built here. Run: npm run build');

/** A script that fails quietly on the page of a customer, and plainly for who looks. The key is not repeated (S12). */
function unknownScript(): Response {
  const script =
    '/* Bellhop: this server has no site with this key. Copy the script tag from the console again. */\n' +
    'globalThis.console?.warn("Bellhop: this server has no site with the key of this script tag.");\n';
  return new Response(script, {
    status: 404,
    headers: { ...UNKNOWN_SITE, 'content-type': 'text/javascript; charset=utf-8' },
  });
}

function unknownJson(): Response {
  const error = new BellhopError(
    'not_found',
    'This server has no site with this key. Copy it from the console again.',
  );
  return Response.json({ error: error.toBody() }, { status: 404, headers: UNKNOWN_SITE });
}
