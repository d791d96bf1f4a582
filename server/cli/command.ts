export interface CommandOption {
  /** What stands for its value in the help; absent for a switch. */
  value?: string;
  meaning: string;
}

export interface Given {
  env: Readonly<Record<string, string | undefined>>;
  argument: string | undefined;
  value(option: string): string | undefined;
  has(option: string): boolean;
  /** For a person who waits: to standard error, so that standard output is the result alone. */
  say(line: string): void;
}

export interface Outcome {
  text: string;
  /** The same for a machine, printed with --json. */
  json: object;
  /** It ran, and what it found is bad. */
  failed?: boolean;
}

export interface Command {
  name: string;
  summary: string;
  /** Paragraphs of the help. */
  explanation: readonly string[];
  /** The name of what is given without an option, such as EMAIL. */
  argument?: string;
  options: Readonly<Record<string, CommandOption>>;
  run(given: Given): Promise<Outcome>;
}
