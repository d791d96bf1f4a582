/** What is wrong with the environment: one sentence a variable, each with its mend. Never holds a secret. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}
