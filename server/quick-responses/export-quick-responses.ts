import type { AgentActor } from '../identity.ts';
import type { Services } from '../services.ts';
import { exportLine } from './csv-cells.ts';
import { readResponses } from './list-quick-responses.ts';
import { COLUMNS } from './read-import.ts';

const PAGE = 500;
const BYTE_ORDER_MARK = '\uFEFF';

/** All that the member sees, as an import reads it, in pieces. */
export async function* exportQuickResponses(
  services: Pick<Services, 'db'>,
  actor: AgentActor,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + exportLine([...COLUMNS, 'uses']);
  let after: string | undefined;
  for (;;) {
    const rows = await readResponses(services, actor, after, PAGE);
    yield rows
      .map(({ scope, team, folder, title, shortcut, text, uses }) =>
        exportLine([scope, team?.name ?? '', folder, title, shortcut, text, String(uses)]),
      )
      .join('');
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
