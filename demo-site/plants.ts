export interface Plant {
  readonly slug: string;
  readonly name: string;
  readonly latin: string;
  readonly price: number;
  /** Rooms it is happy in: what would starve or scorch there is left out. */
  readonly rooms: readonly ('bright' | 'half' | 'dim')[];
  readonly light: string;
  readonly water: string;
  readonly height: string;
  readonly line: string;
  readonly story: string;
}

export const PLANTS: readonly Plant[] = [
  {
    slug: 'monstera',
    name: 'Monstera',
    latin: 'Monstera deliciosa',
    price: 38,
    rooms: ['bright', 'half'],
    light: 'Two metres from a window',
    water: 'Every 8 days',
    height: '70 cm',
    line: 'Splits a leaf for every good month.',
    story:
      'A climber that never found its tree. Ours are grown on a single stem, so the leaves come large and the plant stays narrow enough for a corner.',
  },
  {
    slug: 'zz-plant',
    name: 'ZZ plant',
    latin: 'Zamioculcas zamiifolia',
    price: 29,
    rooms: ['bright', 'half', 'dim'],
    light: 'Anywhere you can read by day',
    water: 'Every 3 weeks',
    height: '55 cm',
    line: 'Forgives a holiday. Forgives two.',
    story:
      'It stores water in potatoes under the soil and polishes its own leaves. The one we recommend to people who say that they kill everything.',
  },
  {
    slug: 'boston-fern',
    name: 'Boston fern',
    latin: 'Nephrolepis exaltata',
    price: 22,
    rooms: ['half', 'dim'],
    light: 'North window, or a bathroom',
    water: 'Every 3 days',
    height: '45 cm',
    line: 'Wants steam, gossip and shade.',
    story:
      'Soft, wide and always a little untidy. Keep it where showers happen and it repays you with a new frond a week from April on.',
  },
  {
    slug: 'fiddle-leaf-fig',
    name: 'Fiddle-leaf fig',
    latin: 'Ficus lyrata',
    price: 64,
    rooms: ['bright'],
    light: 'Right beside a window',
    water: 'Every 7 days',
    height: '110 cm',
    line: 'A small tree with strong opinions.',
    story:
      'Choose its place once and leave it there. We acclimatise every tree for six weeks indoors, so that the sulking happens with us and not with you.',
  },
  {
    slug: 'snake-plant',
    name: 'Snake plant',
    latin: 'Dracaena trifasciata',
    price: 26,
    rooms: ['bright', 'half', 'dim'],
    light: 'Any, hallway included',
    water: 'Every 4 weeks',
    height: '60 cm',
    line: 'Stands up straight in the dark.',
    story:
      'Upright, slow and close to indestructible. It fits on a stair or behind a door, where nothing else has ever lasted.',
  },
  {
    slug: 'golden-pothos',
    name: 'Golden pothos',
    latin: 'Epipremnum aureum',
    price: 18,
    rooms: ['half', 'dim'],
    light: 'Top of a shelf is fine',
    water: 'Every 9 days',
    height: 'Trails to 2 m',
    line: 'Grows down as fast as you look up.',
    story:
      'Comes with its hanging pot and a metre of vine. Cut a piece, stand it in a glass of water, and in a month you have one to give away.',
  },
  {
    slug: 'calathea',
    name: 'Calathea',
    latin: 'Goeppertia orbifolia',
    price: 31,
    rooms: ['half', 'dim'],
    light: 'Shade, never sun',
    water: 'Every 5 days, soft water',
    height: '50 cm',
    line: 'Folds its leaves at night.',
    story:
      'The stripes are there to catch what light a forest floor gets. At dusk the leaves rise and close; you can hear it in a quiet room.',
  },
  {
    slug: 'aloe-vera',
    name: 'Aloe vera',
    latin: 'Aloe barbadensis',
    price: 16,
    rooms: ['bright'],
    light: 'The sunniest sill you have',
    water: 'Every 3 weeks',
    height: '30 cm',
    line: 'Asks for sun and to be left alone.',
    story:
      'Sits in gritty soil and full sun. Break a leaf for a kitchen burn; it will have grown another before you need it.',
  },
];
