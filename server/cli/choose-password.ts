import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { askPassword } from './ask-password.ts';
import type { Given } from './command.ts';
import { UsageError } from './command-error.ts';

const GENERATED_BYTES = 15;

export interface ChosenPassword {
  password: string;
  /** Nobody knows it yet, so it has to be shown once. */
  generated: boolean;
}

/** Never from an argument: every user of the machine can read those, and shells remember them. */
export async function choosePassword({ has }: Pick<Given, 'has'>): Promise<ChosenPassword> {
  if (has('generate'))
    return { password: randomBytes(GENERATED_BYTES).toString('base64url'), generated: true };
  if (has('password-stdin'))
    return { password: (await text(process.stdin)).replace(/\r?\n$/, ''), generated: false };
  if (!process.stdin.isTTY)
    throw new UsageError(
      'There is no terminal to ask for a password. Use --generate, --password-stdin or --link.',
    );
  const say = (words: string) => void process.stderr.write(words);
  return { password: await askPassword(process.stdin, say), generated: false };
}
