import { setupRequest } from '../../../shared/protocol/http.ts';
import { parseConfig, type Config } from '../../config.ts';
import type { Database } from '../../db/open-database.ts';
import { loadSecret } from '../../load-secret.ts';
import { beginAnewIfEmpty } from '../../setup/begin-anew.ts';
import { createFirstOwner } from '../../setup/create-first-owner.ts';
import { nameFromEmail } from '../../setup/name-from-email.ts';
import { prepareInstallation } from '../../setup/prepare-installation.ts';
import { isSetupOpen, newSetupLink } from '../../setup/setup-link.ts';
import { choosePassword } from '../choose-password.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { Command, Given, Outcome } from '../command.ts';
import { withDatabase } from '../with-database.ts';

const ownerGiven = setupRequest.omit({ token: true });
const MAX_NAME_LENGTH = 100;
const CLOSED =
  'This server is set up already: it has had its first owner, and the command line makes no other. Sign in, or get a new password with: npm run bellhop -- reset-password EMAIL';

export const createOwner: Command = {
  name: 'create-owner',
  summary: 'Makes the first owner, without a set-up link.',
  explanation: [
    'Asks for the password on the terminal and shows nothing of it. It works once: with the first owner set-up is closed for ever, as it is by the set-up link that a start prints. Only when the last workspace was deleted does it work again, with a new one.',
    'There is no option that takes a password: every user of the machine could read it in the list of processes.',
  ],
  options: {
    email: { value: 'EMAIL', meaning: 'With what the owner signs in.' },
    name: {
      value: 'NAME',
      meaning: 'What colleagues and visitors see. From the e-mail address, if left out.',
    },
    workspace: { value: 'NAME', meaning: 'What the workspace is called.' },
    generate: { meaning: 'Make up a password and print it, once.' },
    'password-stdin': { meaning: 'Read the password from standard input, for scripts.' },
    link: { meaning: 'Only print a new one-time set-up link; whoever opens it becomes the owner.' },
  },
  async run(given) {
    const config = parseConfig(given.env);
    if (given.has('link')) return withDatabase(config, (db) => printLink(db, config));
    if (!given.has('email'))
      throw new UsageError('Say who: npm run bellhop -- create-owner --email ada@example.com --name Ada');
    return withDatabase(config, (db) => create(db, config, given));
  },
};

async function create(db: Database, config: Config, given: Given): Promise<Outcome> {
  await open(db, config);
  const { password, generated } = await choosePassword(given);
  const email = given.value('email') ?? '';
  const owner = check({ email, name: given.value('name') ?? nameFromEmail(email), password });
  const workspaceName = workspaceOf(given);
  if (!(await createFirstOwner(db, { ...owner, ...(workspaceName !== undefined && { workspaceName }) })))
    throw new CommandError(CLOSED);
  const url = `${config.publicUrl}/console/`;
  const shown = generated ? ` with this password, which is shown only now:\n${password}` : '.';
  return {
    text: `${owner.name} owns the workspace now. Sign in at ${url} as ${owner.email}${shown}`,
    json: { email: owner.email, name: owner.name, url, ...(generated && { password }) },
  };
}

/** What a start would make first; and whether there is still an owner to come, before anybody types a password. */
async function open(db: Database, config: Config): Promise<void> {
  const secret = await loadSecret(config);
  const secretGiven = config.secret !== undefined;
  await beginAnewIfEmpty(db);
  await prepareInstallation(db, { secret, secretGiven, demo: config.demo });
  if (!(await isSetupOpen(db))) throw new CommandError(CLOSED);
}

async function printLink(db: Database, config: Config): Promise<Outcome> {
  await open(db, config);
  const link = await newSetupLink(db, config);
  if (link === null) throw new CommandError(CLOSED);
  const text = `Start the server and open this link to make the owner. It works once; each start prints a new one.\n${link}`;
  return { text, json: { link } };
}

function check(owner: { email: string; name: string; password: string }) {
  const parsed = ownerGiven.safeParse(owner);
  if (parsed.success) return { ...parsed.data, email: parsed.data.email.toLowerCase() };
  const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
  throw new UsageError(problems.join('\n'));
}

function workspaceOf(given: Given): string | undefined {
  const name = given.value('workspace')?.trim().normalize('NFC');
  if (name === undefined || (name !== '' && name.length <= MAX_NAME_LENGTH)) return name;
  throw new UsageError(`--workspace takes a name of 1 to ${MAX_NAME_LENGTH} characters.`);
}
