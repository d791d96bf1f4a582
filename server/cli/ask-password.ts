import type { ReadStream } from 'node:tty';
import { CommandError } from './command-error.ts';

const ENTER = ['\r', '\n'];
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACE = ['\u007f', '\b'];
const CTRL_U = '\u0015';

/** Asks twice on the terminal, which shows nothing of what is typed: not from the first letter on. */
export async function askPassword(terminal: ReadStream, say: (text: string) => void): Promise<string> {
  terminal.setRawMode(true);
  try {
    say('Password (at least 10 characters, not shown): ');
    const first = await readHidden(terminal);
    say('\nThe same again: ');
    if (first === (await readHidden(terminal))) return first;
  } finally {
    say('\n');
    terminal.setRawMode(false);
    terminal.pause();
  }
  throw new CommandError('The two passwords are not the same. Nothing was changed; try again.');
}

/** A line, letter by letter, as a terminal in raw mode sends it. What comes after it is left for the next question. */
function readHidden(terminal: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (settle: () => void, rest: string): void => {
      terminal.off('data', hear);
      terminal.pause();
      if (rest !== '') terminal.unshift(rest, 'utf8');
      settle();
    };
    const hear = (chunk: string): void => {
      const letters = [...chunk];
      for (const [at, letter] of letters.entries()) {
        const rest = letters.slice(at + 1).join('');
        if (ENTER.includes(letter)) return end(() => resolve(typed.join('')), rest);
        if (letter === CTRL_C || letter === CTRL_D)
          return end(() => reject(new CommandError('Given up. Nothing was changed.')), '');
        if (letter === CTRL_U) typed = [];
        else if (BACKSPACE.includes(letter)) typed.pop();
        else typed.push(letter);
      }
    };
    terminal.setEncoding('utf8').on('data', hear).resume();
  });
}
