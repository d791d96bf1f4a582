import type { LauncherWords } from '../shared/widget-settings/launcher-words.ts';
import type { PublicSettings } from '../shared/widget-settings/public-settings.ts';

/**
 * What `/w/KEY.js` tells the widget.
 *
 * The contract with the server: the built loader (dist/widget/loader.js) is a classic script that holds the token
 * `__BELLHOP__` exactly once, as an expression. The server answers `GET /w/KEY.js` with that file, the token replaced by
 * this object as JSON. The JSON is ASCII: `<`, U+2028, U+2029 and everything above U+007E are written as \uXXXX, because
 * the answer may run on a page of another charset or be pasted inline. (Replace by a function: a `$` in a site's name is
 * not a pattern.) `GET /w/KEY.json` answers the same object for the npm package, with the same CORS.
 */
export interface LoaderConfig {
  /** The site's public key. */
  site: string;
  /** Where the server is, as in `https://chat.example.com`; no slash at the end. Nothing else is ever contacted. */
  host: string;
  /** Path of the panel's module on that host: `/w/a/panel.<hash>.js`. */
  panel: string;
  /** Path of what changes how the widget stands, likewise: loaded where a page gives options, or its site greets. */
  setup?: string;
  /** What the launcher says, in the site's first language. */
  words: LauncherWords;
  settings: PublicSettings;
}
