import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** How one widget on a page is set up, apart from what its site says. */
export interface WidgetOptions {
  /** A BCP 47 tag. */
  locale: string;
  /** As the site says when absent. */
  theme?: Theme | undefined;
  position: 'right' | 'left';
  /** Where the host element goes; the root element when absent. */
  target?: Element | undefined;
}

export const optionsOfPage = ({ position = 'right' }: PublicSettings): WidgetOptions => ({
  locale: document.documentElement.lang || navigator.language,
  position,
});
