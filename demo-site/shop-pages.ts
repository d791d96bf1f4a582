import type { DemoAsset } from './demo-assets.ts';
import { fillTemplate, Html, type TemplateValues } from './fill-template.ts';
import { PLANTS, type Plant } from './plants.ts';

export interface ShopAddress {
  readonly basePath: string;
  readonly query: URLSearchParams;
  readonly loaderUrl: string;
}

/** Named in the pages as {{base_css}}, with the version in the query, so that browsers may keep them. */
const VERSIONED = [
  'hostile.css',
  'base.css',
  'header.css',
  'views.css',
  'catalogue.css',
  'help.css',
  'dialogs.css',
  'shop.js',
];

type View = 'shop' | 'product' | 'help' | 'missing';

/** Only what changes the page travels from link to link. */
const keptQuery = (query: URLSearchParams): string => {
  const kept = new URLSearchParams();
  if (query.get('dir') === 'rtl') kept.set('dir', 'rtl');
  if (hasStub(query)) kept.set('stub', '1');
  return kept.size > 0 ? `?${kept}` : '';
};

const hasStub = (query: URLSearchParams): boolean => query.get('stub') === '1' && !query.has('nostub');

const plantValues = (plant: Plant): TemplateValues => ({
  slug: plant.slug,
  name: plant.name,
  latin: plant.latin,
  price: String(plant.price),
  rooms: plant.rooms.join(' '),
  light: plant.light,
  water: plant.water,
  height: plant.height,
  line: plant.line,
  story: plant.story,
});

const TITLES: Record<View, string> = {
  shop: 'Fern & Field: plants for the room you have',
  product: 'Fern & Field',
  help: 'Orders and help | Fern & Field',
  missing: 'Not found | Fern & Field',
};

/** One document holds all views: under `trusted-types 'none'` the script cannot parse a fetched page. */
export class ShopPages {
  constructor(private readonly assets: ReadonlyMap<string, DemoAsset>) {}

  /** The page at a path below the base, or undefined when the shop has no such page. */
  find(path: string, address: ShopAddress): Html | undefined {
    if (path === '') return this.#render('shop', undefined, address);
    if (path === 'help') return this.#render('help', undefined, address);
    const plant = PLANTS.find(({ slug }) => path === `plants/${slug}`);
    return plant && this.#render('product', plant, address);
  }

  missing(address: ShopAddress): Html {
    return this.#render('missing', undefined, address);
  }

  #render(view: View, plant: Plant | undefined, address: ShopAddress): Html {
    const shown = plant ?? PLANTS[0];
    if (!shown) throw new Error('The shop has no plants.');
    const values = { ...this.#addressValues(address), ...plantValues(shown) };
    const cards = PLANTS.map((one) => this.#fill('card', { ...values, ...plantValues(one) }).markup);
    const views = ['shop', 'product', 'help', 'missing'].map((name) =>
      this.#fill(name, { ...values, cards: new Html(cards.join('')) }),
    );
    return this.#fill('shell', {
      ...values,
      view,
      title: plant ? `${plant.name} | ${TITLES.product}` : TITLES[view],
      views: new Html(views.map(({ markup }) => markup).join('')),
    });
  }

  #addressValues({ basePath, query, loaderUrl }: ShopAddress): TemplateValues {
    const stub = `<script src="${basePath}/bellhop-stub.js?v=${this.#asset('bellhop-stub.js').version}"></script>\n    `;
    return {
      base: basePath,
      kept: keptQuery(query),
      dir: query.get('dir') === 'rtl' ? 'rtl' : 'ltr',
      loader: loaderUrl,
      stub: new Html(hasStub(query) ? stub : ''),
      ...Object.fromEntries(
        VERSIONED.map((file) => [
          file.replace('.', '_'),
          `${basePath}/${file}?v=${this.#asset(file).version}`,
        ]),
      ),
    };
  }

  #fill(name: string, values: TemplateValues): Html {
    return fillTemplate(this.#asset(`pages/${name}.html`).body.toString('utf8'), values);
  }

  #asset(path: string): DemoAsset {
    const asset = this.assets.get(path);
    if (!asset) throw new Error(`The demo site lacks ${path}.`);
    return asset;
  }
}
