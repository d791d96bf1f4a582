import type { ChatUpdate } from './chat.ts';
import { checkUpdate, type ChatOptions } from './options.ts';
import { createAsides } from './setup/asides.ts';
import { createConsent } from './setup/consent.ts';
import { followHours } from './setup/follow-hours.ts';
import { keepCalls } from './setup/keep-calls.ts';
import { lookAs } from './setup/look-as.ts';
import { ownLauncher } from './setup/own-launcher.ts';
import { placeIn } from './setup/place-in.ts';
import { readGiven } from './setup/read-given.ts';
import { sameOptions } from './setup/same-options.ts';
import { wake } from './setup/wake.ts';
import { quiet } from './shell/quiet.ts';
import type { SetupHandle, SetupHost } from './shell/setup-contract.ts';

type Stop = () => void;

/** Called by the shell when a page first gives options or consent, or where its site greets. */
export const setUp = (host: SetupHost): SetupHandle => {
  const { chat, options, wrapper } = host;
  let chosen: Partial<ChatOptions> = {};
  let stops: Stop[] = [];
  const consent = createConsent(host, () => chosen);
  const asides = createAsides(host, consent);
  const kept = keepCalls(host);

  const stopped = (): void => {
    for (const stop of stops.reverse()) stop();
    stops = [];
  };
  const started = (): void => {
    stopped();
    stops = [ownLauncher(host, chosen), followHours(host, chosen), asides.start()];
  };

  /** A wrong option leaves everything as it was. */
  const change = (given: Partial<ChatOptions>): void => {
    const before = chosen;
    chosen = { ...chosen, ...given };
    lookAs(host, chosen);
    placeIn(host, chosen);
    consent.apply();
    if ('team' in given) void quiet(kept.tell('setTeam', [(options.team = given.team ?? null)]));
    if ('user' in given) {
      options.user = given.user;
      if (host.panel() && given.user !== undefined) void chat.identify(given.user);
    }
    if (before.locale !== chosen.locale)
      host
        .panel()
        ?.setLocale(options.locale)
        .catch(() => {});
    started();
  };

  /** Said once, where a developer looks, beside the event and the promise. */
  const reported = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      console.error(error);
      host.emit('error', { error: error as Error });
      throw error;
    }
  };

  const update = async (given: ChatUpdate): Promise<void> =>
    reported(() => {
      checkUpdate(given);
      change(readGiven(given, host.config));
    });

  return {
    async init(given = {}) {
      const first = options.held;
      options.held = false;
      try {
        reported(() => {
          const read = readGiven(given, host.config);
          checkUpdate({ ...chosen, ...read });
          host.stand();
          if (!sameOptions(chosen, read)) change(read);
        });
      } finally {
        if (first && chosen.autoload !== 'manual') wrapper.hidden = false;
      }
      wake(host, chosen, consent.allowed());
    },
    update,
    setLocale: (locale) => update({ locale }),
    setTheme: (theme) => update({ theme }),
    setPosition: (position) => update({ position }),
    setConsent: (agreed) => consent.set(Boolean(agreed)),
    setAttributes: (attributes) => kept.tell('setAttributes', [attributes]),
    async track(...args) {
      asides.tracked(args[0]);
      await kept.tell('track', args);
    },
    page: (...args) => kept.tell('page', args),
    setTeam: (team) => update({ team }),
    use: kept.use,
    started,
    stopped,
  };
};
