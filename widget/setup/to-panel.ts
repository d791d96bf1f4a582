import type { LaterMethods, PanelMethods } from '../chat.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { awake } from './awake.ts';

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

/** What the panel answers, which is loaded first. */
export const toPanel = (host: SetupHost): PanelMethods =>
  Object.fromEntries(
    NAMES.map((name) => [name, async (...args: unknown[]) => (await awake(host)).later(name, args)]),
  ) as unknown as PanelMethods;

export const panelMethod = (methods: LaterMethods, name: string): Method =>
  methods[name as keyof LaterMethods] as Method;
