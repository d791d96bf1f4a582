import type { Opening } from '../protocol/opening.ts';
import { DEFAULT_ACCENT, DEFAULT_OFFSET_PX } from './default-look.ts';
import { toPublicForms, type PublicForms } from './public-forms.ts';
import { toPublicRating, type PublicRating } from './public-rating.ts';
import { toPublicGreeting, type PublicGreeting } from './greeting-rules.ts';
import type { WidgetSettings } from './schema.ts';
import type { WidgetLanguage } from './text-keys.ts';
import type { OwnText, OwnTexts } from './texts.ts';

/**
 * A site's settings as every page that embeds it gets them, inside `/w/KEY.js`. Each byte is paid by each page view: what
 * is as usual is left out. Everybody can read it, so nothing may come in by itself: a new setting is a line below.
 */
export interface PublicSettings {
  name: string;
  accent?: string;
  greeting?: string;
  position?: 'right' | 'left';
  theme?: 'auto' | 'light' | 'dark';
  /** What the launcher shows: path data of an icon other than the speech bubble, empty for none; and a label. */
  icon?: string;
  label?: string;
  /** px from the side and from the bottom, where they are not the usual. */
  side?: number;
  bottom?: number;
  /** The site's first language, where that is another than English and has words: its launcher's, and the fallback. */
  language?: WidgetLanguage;
  /** What the site says in its own words, by language. */
  texts?: OwnTexts;
  /** Whether somebody is there, and when that changes; absent where nobody said otherwise: always. */
  opening?: Opening;
  /** Nothing is stored before the visitor agreed. */
  consent?: true;
  /** Something runs beside the closed panel: greetings. */
  aside?: true;
  greetings?: PublicGreeting[];
  /** What visitors are asked, and which teams they may choose. Comes with the panel. */
  forms?: PublicForms;
  /** How visitors are asked how it was, where that is not as usual. Comes with the panel. */
  rating?: PublicRating;
  /** Set where only the launcher's part is here: the panel asks `/w/KEY.json` for the rest. */
  more?: true;
}

/** Only the sites that use one pay for it: the widget itself knows the speech bubble alone. On a grid of 24. */
const ICONS = {
  question: 'M10 18h3v3h-3zM7 9a5 5 0 1 1 6 5v2h-3v-5h2a2 2 0 1 0-2-2z',
  none: '',
} as const;

export function toPublicSettings({ name, launcher, texts, ...look }: WidgetSettings): PublicSettings {
  const said = filled(texts) as OwnTexts | undefined;
  const forms = toPublicForms(look);
  const rating = toPublicRating(look.rating);
  return {
    name,
    ...(look.accent !== DEFAULT_ACCENT && { accent: look.accent }),
    ...(look.greeting !== '' && { greeting: look.greeting }),
    ...(look.position !== 'right' && { position: look.position }),
    ...(look.theme !== 'auto' && { theme: look.theme }),
    ...(launcher.icon !== 'bubble' && { icon: ICONS[launcher.icon] }),
    ...(launcher.label !== '' && { label: launcher.label }),
    ...(launcher.side !== DEFAULT_OFFSET_PX && { side: launcher.side }),
    ...(launcher.bottom !== DEFAULT_OFFSET_PX && { bottom: launcher.bottom }),
    ...(said && { texts: said }),
    ...(forms && { forms }),
    ...(rating && { rating }),
    ...(look.consent === 'required' && { consent: true }),
    ...(look.greetings.length > 0 && { aside: true, greetings: look.greetings.map(toPublicGreeting) }),
  };
}

type Nested = { readonly [name: string]: Nested | OwnText | undefined };

/** Without what is empty; undefined where nothing is left. */
function filled(nested: Nested): Nested | undefined {
  const kept = Object.entries(nested)
    .map(([name, one]) => [name, typeof one === 'object' ? filled(one) : one] as const)
    .filter(([, one]) => one !== undefined && one !== '');
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** What is needed before the first click, of a site that has more to say than a page should carry until then. */
export function launcherPart({
  greeting: _greeting,
  theme: _theme,
  opening: _opening,
  texts: _texts,
  forms: _forms,
  rating: _rating,
  greetings: _greetings,
  ...settings
}: PublicSettings): PublicSettings {
  return { ...settings, name: '', more: true };
}
