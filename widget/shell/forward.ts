import type { PanelMethods, SetupMethods } from '../chat.ts';
import { quiet } from './quiet.ts';

type Answer = (name: string, args: unknown[]) => Promise<unknown>;

const forward = <Methods>(names: string, answer: Answer): Methods =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, (...args: unknown[]) => quiet(answer(name, args))]),
  ) as Methods;

/** What code that comes later answers. A new method is a name here. */
export const forwardToPanel = (answer: Answer): PanelMethods =>
  forward(
    'sendMessage setDraft startConversation openConversation endConversation rate requestTranscript markRead identify uploadFile',
    answer,
  );
export const forwardToSetup = (answer: Answer): SetupMethods =>
  forward(
    'init update setLocale setTheme setPosition setConsent setAttributes track page setTeam use',
    answer,
  );
