import { BellhopError } from '../../shared/errors.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { keeperOf } from './kept-form.ts';

/** [FM5] The page's choice, for the conversations that begin from now on. One that is not offered changes nothing. */
export const setTeam = async (panel: LaterPanel, id: unknown): Promise<void> => {
  const { host } = panel;
  const offered = host.config.settings.forms?.teams ?? [];
  if (id !== null && !offered.some((team) => team.id === id)) {
    const ids = offered.map((team) => `'${team.id}'`).join(', ') || 'none';
    const error = new BellhopError(
      'not_found',
      `This site offers no team ${JSON.stringify(id) ?? typeof id}. It offers: ${ids}.`,
      { field: 'team' },
    );
    return host.emit('error', { error });
  }
  keeperOf(panel).team = id as string | null;
};
