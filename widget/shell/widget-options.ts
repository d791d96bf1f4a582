import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import type { Identity } from '../chat.ts';

export type Theme = 'light' | 'dark' | 'auto';
export type StorageKind = 'none' | 'session' | 'local';

/** How one widget on a page is set up, apart from what its site says. May change while it stands. */
export interface WidgetOptions {
  /** A BCP 47 tag. */
  locale: string;
  /** As the site says when absent. */
  theme?: Theme | undefined;
  position: 'right' | 'left';
  /** Where the host element goes; the root element when absent. */
  target?: Element | undefined;
  mode?: 'floating' | 'inline' | undefined;
  /** Options are still to come: nothing is shown until then. */
  held?: boolean | undefined;
  /** What may be stored in now; `none` while consent is required and not given. */
  storage?: StorageKind | undefined;
  /** Whether the visitor agreed, where the page says so or asks for it; else the site's settings tell. */
  agreed?: boolean | undefined;
  team?: string | null | undefined;
  user?: Identity | undefined;
}

export const optionsOfPage = ({ position = 'right' }: PublicSettings, held: boolean): WidgetOptions => ({
  locale: document.documentElement.lang || navigator.language,
  position,
  held,
});
