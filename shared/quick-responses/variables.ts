/** What a quick response may name. The picker, the menu of the editor and the docs show this table; there is no other. */
export const VARIABLES = {
  'visitor.name': { meaning: 'The visitor’s name', sample: 'Lena Fischer' },
  'visitor.first_name': { meaning: 'The first word of the visitor’s name', sample: 'Lena' },
  'agent.name': { meaning: 'Your name', sample: 'Ada Okafor' },
  'agent.first_name': { meaning: 'The first word of your name', sample: 'Ada' },
  'conversation.number': { meaning: 'The number of the conversation', sample: '1024' },
  'site.name': { meaning: 'The name of the site where the visitor writes', sample: 'Fern & Field' },
  'workspace.name': { meaning: 'The name of the workspace', sample: 'Fern & Field Ltd' },
} as const satisfies Record<string, { meaning: string; sample: string }>;

export type VariableName = keyof typeof VARIABLES;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[];

export const isVariableName = (name: string): name is VariableName => Object.hasOwn(VARIABLES, name);

/** What is known in a conversation; nothing, where it is not. */
export type VariableValues = Readonly<Record<VariableName, string | null>>;

export const SAMPLE_VALUES = Object.fromEntries(
  VARIABLE_NAMES.map((name) => [name, VARIABLES[name].sample]),
) as VariableValues;

type Meanings = { [V in VariableName as `variable.${V}`]: (typeof VARIABLES)[V]['meaning'] };

/** The meanings as messages of the console, so that other languages translate them like any text. */
export const VARIABLE_MESSAGES = Object.fromEntries(
  VARIABLE_NAMES.map((name) => [`variable.${name}`, VARIABLES[name].meaning]),
) as Meanings;
