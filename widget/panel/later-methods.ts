import type { KeyValueStore } from '../../shared/client/types.ts';
import { BellhopError } from '../../shared/errors.ts';
import type { PanelMethods, SetupMethods } from '../chat.ts';
import type { PanelHost } from '../shell/panel-contract.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { panelActions } from './panel-actions.ts';

/** What a method that comes later works on. */
export interface LaterPanel {
  context: PanelContext;
  host: PanelHost;
  /** What survives a reload, as far as options and consent let it. */
  storage: KeyValueStore;
}

type Name = 'openConversation' | 'rate' | 'requestTranscript' | 'identify' | 'uploadFile';
/** Told of a panel that is there, or as soon as it is: the shell keeps them until then. */
type Told = 'setAttributes' | 'track' | 'page' | 'setTeam' | 'use' | 'setConsent';
type Method<F> = F extends (...args: infer A) => infer R ? (panel: LaterPanel, ...args: A) => R : never;

type LaterMethods = { [N in Name]: Method<PanelMethods[N]> } & { [N in Told]: Method<SetupMethods[N]> } & {
  /** Of an address that names a conversation; no method of the page. */
  openByLink(panel: LaterPanel, id: string): Promise<void>;
  /** Of a greeting that was answered; no method of the page. */
  greet(panel: LaterPanel, text: unknown): Promise<void>;
  /** Where the site asks something; no method of the page either. */
  forms(panel: LaterPanel): Promise<void>;
};

type Answer = (panel: LaterPanel, ...given: unknown[]) => Promise<unknown>;

const notYet = async (): Promise<never> => {
  throw new BellhopError('unsupported', 'This version of Bellhop cannot do that yet.');
};

/** Public methods, and what the shell tells a panel that is there. Each loads its code. */
const methods: LaterMethods = {
  openConversation: (panel, id) =>
    import('../home/home.ts').then((module) => module.openConversation(panel, id)),
  rate: (panel, rating) => import('../rating/rating.ts').then((module) => module.rate(panel, rating)),
  requestTranscript: (panel) => import('../home/home.ts').then((module) => module.makeTranscript(panel)),
  identify: (panel, ...args) =>
    import('../identity/identify.ts').then((module) => module.identify(panel, ...args)),
  setAttributes: (panel, ...args) =>
    import('../identity/tell.ts').then((module) => module.setAttributes(panel, ...args)),
  track: (panel, ...args) => import('../identity/tell.ts').then((module) => module.track(panel, ...args)),
  page: (panel, ...args) => import('../identity/tell.ts').then((module) => module.page(panel, ...args)),
  setTeam: (panel, id) => import('../forms/forms.ts').then((module) => module.setTeam(panel, id)),
  uploadFile: notYet,
  openByLink: (panel, id) => import('../home/home.ts').then((module) => module.openByLink(panel, id)),
  use: (panel, hooks) => import('./use-hooks.ts').then((module) => module.useHooks(panel, hooks)),
  greet: (panel, text) => import('./greet.tsx').then((module) => module.greet(panel, text)),
  forms: (panel) => import('../forms/forms.ts').then((module) => module.beginForms(panel)),
  async setConsent(panel) {
    await (await import('./keep-stored.ts')).keepStored(panel);
    // What waited for it.
    await (await import('../identity/tell.ts')).tell(panel, {});
  },
};

export const answerLater = (panel: LaterPanel, name: string, args: readonly unknown[]): Promise<unknown> => {
  const actions: Record<string, unknown> = { ...panelActions(panel.context.store) };
  const known = (...given: unknown[]) => (methods[name as Name] as Answer)(panel, ...given);
  return ((actions[name] ?? known) as (...given: readonly unknown[]) => Promise<unknown>)(...args);
};
