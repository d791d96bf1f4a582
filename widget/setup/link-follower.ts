import { quiet } from '../shell/quiet.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { awake } from './awake.ts';

const LINK = /[#&]bellhop=([\w-]+)/;

/** Opens the conversation that the page's address names, as `#bellhop=ID`: of the page as it loads, and of links within it. */
export const linkFollower = (host: SetupHost): (() => () => void) => {
  let followed = '';
  const look = (): void => {
    const id = LINK.exec(location.hash)?.[1] ?? '';
    if (id && id !== followed) void quiet(awake(host).then((panel) => panel.later('openByLink', [id])));
    followed = id;
  };
  return () => {
    const stop = new AbortController();
    addEventListener('hashchange', look, { signal: stop.signal });
    look();
    return () => stop.abort();
  };
};
