import type { PanelMethods } from '../chat.ts';
import type { PanelHandle } from './panel-contract.ts';

const NAMES = ['sendMessage', 'setDraft', 'startConversation', 'endConversation', 'markRead'] as const;

/** The methods that the panel answers, each loading it first. A new one is a name here and a method there. */
export const panelMethods = (load: () => Promise<PanelHandle>): PanelMethods => {
  const methods: { [name: string]: (...args: never[]) => Promise<unknown> } = {};
  for (const name of NAMES) {
    methods[name] = async (...args) => {
      const panel = await load();
      return (panel[name] as (...given: never[]) => Promise<unknown>)(...args);
    };
  }
  return methods as unknown as PanelMethods;
};
