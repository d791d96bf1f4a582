import { createAuth } from '../../auth/create-auth.ts';
import { issueResetLink } from '../../auth/issue-reset-link.ts';
import { createInProcessBus } from '../../bus/in-process-bus.ts';
import { parseConfig } from '../../config.ts';
import { createLogger } from '../../create-logger.ts';
import { loadSecret } from '../../load-secret.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { withDatabase } from '../with-database.ts';

export const resetPassword: Command = {
  name: 'reset-password',
  argument: 'EMAIL',
  summary: 'Prints a one-time link to a new password, for servers that send no e-mail.',
  explanation: [
    'The link works once, within an hour. The old password goes on working until then; a new one ends all sessions of that person. Also: npm run reset-password -- EMAIL.',
  ],
  options: {},
  async run({ env, argument: email }) {
    if (!email) throw new UsageError('Say whose password: npm run bellhop -- reset-password ada@example.com');
    const config = parseConfig(env);
    return withDatabase(config, async (db) => {
      const secret = await loadSecret(config);
      const parts = { config, secret, db, bus: createInProcessBus(), mail: null, logger: createLogger() };
      const link = await issueResetLink(createAuth(parts), config, email);
      if (link === null) throw new CommandError(`Nobody signs in as ${email} here.`);
      const text = `Open this link within an hour to choose a new password. It works once.\n${link}`;
      return { text, json: { email, link } };
    });
  },
};
