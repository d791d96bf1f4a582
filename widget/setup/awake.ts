import type { PanelHandle } from '../shell/panel-contract.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

/** The panel, with the line of a visitor who was here before: the page has something to say or to ask. */
export const awake = async (host: SetupHost): Promise<PanelHandle> => {
  const panel = await host.load();
  panel.resume();
  return panel;
};
