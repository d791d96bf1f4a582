import { parseConfig } from '../../config.ts';
import { renewEpochs } from '../../workspaces/renew-epochs.ts';
import type { Command } from '../command.ts';
import { withDatabase } from '../with-database.ts';

export const newEpoch: Command = {
  name: 'new-epoch',
  summary: 'After a restore: makes every open client drop its copy and read anew.',
  explanation: [
    'A database that was restored from a backup has forgotten its latest positions and will give the same numbers out again to other entries. Run this before the first start, so that no client takes new entries for old ones. It changes nothing else, and does no harm when it was not needed.',
  ],
  options: {},
  run: ({ env }) =>
    withDatabase(parseConfig(env), async (db) => {
      const workspaces = await renewEpochs(db);
      const text = `New epoch for ${workspaces} workspace(s): every client reads its inbox anew.`;
      return { text, json: { workspaces } };
    }),
};
