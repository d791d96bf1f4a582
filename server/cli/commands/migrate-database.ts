import { parseConfig } from '../../config.ts';
import { renewEpochs } from '../../workspaces/renew-epochs.ts';
import type { Command } from '../command.ts';
import { withDatabase } from '../with-database.ts';

export const migrateDatabase: Command = {
  name: 'migrate',
  summary: 'Brings the database up to date.',
  explanation: [
    'A start does that too, under a lock; this is for deployments that migrate before they start the new version. Also: npm run migrate.',
  ],
  options: {
    restored: { meaning: 'The database comes from a backup: gives new epochs as well (see new-epoch).' },
  },
  run: ({ env, has }) =>
    withDatabase(parseConfig(env), async (db, migrations) => {
      const workspaces = has('restored') ? await renewEpochs(db) : undefined;
      const ran = migrations === 0 ? 'The database is up to date.' : `Ran ${migrations} migration(s).`;
      const renewed =
        workspaces === undefined
          ? ''
          : `\nNew epoch for ${workspaces} workspace(s): every client reads its inbox anew.`;
      return {
        text: ran + renewed,
        json: { migrations, ...(workspaces !== undefined && { workspaces }) },
      };
    }),
};
