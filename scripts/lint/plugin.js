import { importBoundaries } from './import-boundaries.js';
import { noRawHtml } from './no-raw-html.js';
import { onlyTxInside } from './only-tx-inside.js';

export default {
  meta: { name: 'bellhop' },
  rules: { 'import-boundaries': importBoundaries, 'no-raw-html': noRawHtml, 'only-tx-inside': onlyTxInside },
};
