import type { LaterMethods, PanelMethods } from '../chat.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

type Method = (...args: readonly unknown[]) => Promise<unknown>;

const NAMES: readonly (keyof PanelMethods)[] = [
  'sendMessage',
  'setDraft',
  'startConversation',
  'openConversation',
  'endConversation',
  'rate',
  'requestTranscript',
  'markRead',
  'identify',
  'uploadFile',
];

/** What the panel answers, which is loaded first: by itself, or by code of its own. */
export const toPanel = (host: SetupHost): PanelMethods =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (...args: unknown[]) => {
        const panel = await host.load();
        const method = panel[name as 'setDraft'] as Method | undefined;
        return method ? method(...args) : panel.later(name, args);
      },
    ]),
  ) as unknown as PanelMethods;

export const panelMethod = (methods: LaterMethods, name: string): Method =>
  methods[name as keyof LaterMethods] as Method;
