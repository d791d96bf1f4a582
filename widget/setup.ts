import type { LaterMethods } from './chat.ts';
import { checkUpdate, type ChatOptions } from './options.ts';
import { createAsides } from './setup/asides.ts';
import { createConsent } from './setup/consent.ts';
import { endings } from './setup/endings.ts';
import { followHours } from './setup/follow-hours.ts';
import { keepCalls } from './setup/keep-calls.ts';
import { linkFollower } from './setup/link-follower.ts';
import { lookAs } from './setup/look-as.ts';
import { ownLauncher } from './setup/own-launcher.ts';
import { panelMethod, toPanel } from './setup/to-panel.ts';
import { placeIn } from './setup/place-in.ts';
import { readGiven } from './setup/read-given.ts';
import { sameOptions } from './setup/same-options.ts';
import { wake } from './setup/wake.ts';
import { quiet } from './shell/quiet.ts';
import type { SetupHandle, SetupHost } from './shell/setup-contract.ts';

type Stop = () => void;

/** Called by the shell when a page first calls what it does not answer itself, or where its site greets. */
export const setUp = (host: SetupHost): SetupHandle => {
  const { options, wrapper } = host;
  let chosen: Partial<ChatOptions> = {};
  let stops: Stop[] = [];
  const kept = keepCalls(host, () => {
    delete chosen.user;
    delete options.user;
  });
  const consent = createConsent(host, () => chosen);
  const asides = createAsides(host, consent);
  const followLinks = linkFollower(host);

  const stop = (): void => {
    for (const each of stops.reverse()) each();
    stops = [];
  };
  const start = (): void => {
    stop();
    stops = [ownLauncher(host, chosen), followHours(host, chosen), asides.start(), followLinks()];
  };
  host.started = start;

  const change = (given: Partial<ChatOptions>): void => {
    const before = chosen;
    chosen = { ...chosen, ...given };
    lookAs(host, chosen);
    placeIn(host, chosen);
    consent.apply();
    if ('team' in given) void quiet(kept.tell('setTeam', [(options.team = given.team ?? null)]));
    if (given.user !== undefined) void quiet(kept.tell('identify', [(options.user = given.user)]));
    if (host.panel && before.locale !== chosen.locale) void quiet(host.panel.setLocale(options.locale));
    start();
  };

  /** Said once, where a developer looks, beside the event and the promise. A wrong option leaves everything as it was. */
  const reported = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      // oxlint-disable-next-line no-console
      console.error(error);
      host.emit('error', { error: error as Error });
      throw error;
    }
  };

  const update = async (given: Partial<ChatOptions>): Promise<void> =>
    reported(() => {
      const read = readGiven(given, host.config);
      checkUpdate(read, chosen);
      change(read);
    });

  const init = async (given: Partial<ChatOptions> = {}): Promise<void> => {
    const first = options.held;
    options.held = false;
    try {
      reported(() => {
        const read = readGiven(given, host.config);
        checkUpdate(read, chosen);
        host.stand();
        if (!sameOptions(chosen, read)) change(read);
      });
    } finally {
      if (first && chosen.autoload !== 'manual') wrapper.hidden = false;
    }
    wake(host, chosen, consent.allowed());
  };

  const methods: LaterMethods = {
    ...toPanel(host),
    ...endings(host, stop),
    init,
    update,
    setLocale: (locale) => update({ locale }),
    setTheme: (theme) => update({ theme }),
    setPosition: (position) => update({ position }),
    setTeam: (team) => update({ team }),
    setConsent: (agreed) => consent.set(Boolean(agreed)),
    identify: (identity) => kept.tell('identify', [identity]),
    setAttributes: (attributes) => kept.tell('setAttributes', [attributes]),
    async track(...args) {
      asides.tracked(args[0]);
      await kept.tell('track', args);
    },
    page: (...args) => kept.tell('page', args),
    use: kept.use,
  };
  start();
  return {
    call: (name, args) => panelMethod(methods, name)(...args),
  };
};
