import { bellhopEmbed } from './bellhop-embed.ts';
import { readDemoAssets, versionOf, type DemoAsset } from './demo-assets.ts';
import { ShopPages } from './shop-pages.ts';

export interface DemoPagesOptions {
  /** Where Bellhop answers, e.g. `https://chat.example.com`. */
  readonly bellhopUrl: string;
  readonly siteKey: string;
  /** The folder that holds this site's static files and page templates. */
  readonly publicDir: string;
  /** Where the shop is mounted: empty, or e.g. `/demo`. */
  readonly basePath?: string;
}

export interface DemoAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Takes a request target, `/demo/help?dir=rtl`; undefined when it lies outside the base path. */
export type DemoPages = (target: string) => DemoAnswer | undefined;

const EMPTY = Buffer.alloc(0);
const BASE_PATH = /^(?:\/[\w-]+)*$/;
const YEAR_S = 31_536_000;

const normalBasePath = (basePath: string): string => {
  const trimmed = basePath.replace(/\/+$/, '');
  if (!BASE_PATH.test(trimmed))
    throw new Error(`basePath must look like /demo, not ${JSON.stringify(basePath)}.`);
  return trimmed;
};

const splitTarget = (target: string): { path: string; query: URLSearchParams } => {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)) };
};

const answerAsset = (asset: DemoAsset, query: URLSearchParams): DemoAnswer => ({
  status: 200,
  headers: {
    'content-type': asset.contentType,
    'cache-control':
      query.get('v') === asset.version ? `public, max-age=${YEAR_S}, immutable` : 'public, no-cache',
    etag: `"${asset.version}"`,
  },
  body: asset.body,
});

const answerPage = (status: number, markup: string): DemoAnswer => {
  const body = Buffer.from(markup, 'utf8');
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': status === 200 ? 'no-cache' : 'no-store',
      etag: `"${versionOf(body)}"`,
    },
    body,
  };
};

/** The shop's answers as a pure function; reads its files once, when it is made. */
export const demoPages = (options: DemoPagesOptions): DemoPages => {
  const basePath = normalBasePath(options.basePath ?? '');
  const { loaderUrl, contentSecurityPolicy } = bellhopEmbed(options.bellhopUrl, options.siteKey);
  const assets = readDemoAssets(options.publicDir);
  const shop = new ShopPages(assets);
  const guards = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
  };

  const answer = (target: string): DemoAnswer | undefined => {
    const { path, query } = splitTarget(target);
    if (path === basePath && basePath !== '') {
      return { status: 308, headers: { location: `${basePath}/`, 'cache-control': 'no-cache' }, body: EMPTY };
    }
    if (!path.startsWith(`${basePath}/`)) return undefined;
    const inside = path.slice(basePath.length + 1);
    const address = { basePath, query, loaderUrl };
    const asset = inside.endsWith('.html') ? undefined : assets.get(inside);
    if (asset) return answerAsset(asset, query);
    const page = shop.find(inside, address);
    return page ? answerPage(200, page.markup) : answerPage(404, shop.missing(address).markup);
  };

  return (target) => {
    const found = answer(target);
    return found && { ...found, headers: { ...found.headers, ...guards } };
  };
};
