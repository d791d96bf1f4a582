import type { LaterMethods } from '../chat.ts';
import { quiet } from './quiet.ts';

/** What code that comes later answers. A new method is a name here. */
const NAMES =
  'init update shutdown destroy setLocale setTheme setPosition setTeam setConsent setAttributes track page use sendMessage setDraft startConversation openConversation endConversation rate requestTranscript markRead identify uploadFile';

export const forward = (answer: (name: string, args: unknown[]) => Promise<unknown>): LaterMethods =>
  Object.fromEntries(
    NAMES.split(' ').map((name) => [name, (...args: unknown[]) => quiet(answer(name, args))]),
  ) as never;
