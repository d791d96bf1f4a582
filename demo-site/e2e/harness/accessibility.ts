import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const COUNTED = new Set(['serious', 'critical']);

/** What axe finds that shuts somebody out, within `scope`; evaluated by the debugger, so the page's policy stands. */
export async function seriousFindings(page: Page, scope = 'html'): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (selector) =>
      (window as unknown as { axe: typeof axe }).axe.run(
        { include: [selector] },
        { resultTypes: ['violations'] },
      ),
    scope,
  );
  return violations
    .filter(({ impact }) => COUNTED.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}
