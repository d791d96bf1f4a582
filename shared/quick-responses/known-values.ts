import type { VariableValues } from './variables.ts';

export interface Facts {
  visitor: string | null;
  agent: string;
  number: number;
  site: string | null;
  workspace: string | null;
}

/** The values of a conversation. What is blank is not known, so that a fall-back takes its place. */
export function knownValues({ visitor, agent, number, site, workspace }: Facts): VariableValues {
  return {
    'visitor.name': filled(visitor),
    'visitor.first_name': firstWord(visitor),
    'agent.name': filled(agent),
    'agent.first_name': firstWord(agent),
    'conversation.number': String(number),
    'site.name': filled(site),
    'workspace.name': filled(workspace),
  };
}

const filled = (name: string | null): string | null => name?.trim() || null;

/** Names that are written without spaces are whole already. */
const firstWord = (name: string | null): string | null => filled(name)?.split(/\s+/u)[0] ?? null;
