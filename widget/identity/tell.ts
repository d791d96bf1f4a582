import { BellhopError } from '../../shared/errors.ts';
import type { Attributes, PageView } from '../chat.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { mayTell, toldOf, type Item, type Said, type Told } from './told.ts';

const MAX_WAITING = 50;

/** Keeps what is said until somebody is known to say it of, and sends it then. */
export const tell = async (panel: LaterPanel, said: Said, items: readonly Item[] = []): Promise<void> => {
  const told = toldOf(panel);
  const { attributes = {}, ...person } = said;
  told.said = { ...told.said, ...person, attributes: { ...told.said.attributes, ...attributes } };
  told.items = [...told.items, ...items].slice(-MAX_WAITING);
  told.flush = () => void flush(panel, told).catch((error: Error) => panel.host.emit('error', { error }));
  await flush(panel, told);
};

const isEmpty = ({ name, email, attributes = {} }: Said): boolean =>
  name === undefined && email === undefined && Object.keys(attributes).length === 0;

async function flush(panel: LaterPanel, told: Told): Promise<void> {
  const { session, state } = panel.context.store;
  if (told.sending || !state.peek().known) return;
  told.sending = true;
  try {
    for (;;) {
      const { said, items, turn } = told;
      const post = async (path: string, body: object): Promise<void> => {
        try {
          await session.call({ method: 'POST', path: `/visitor/${path}`, body });
        } catch (error) {
          // Later, with what comes next: nothing is wrong with it.
          const { code } = error as BellhopError;
          if (code !== 'unavailable' && code !== 'rate_limited') throw error;
          if (told.turn === turn) give(told, said, items);
          throw error;
        }
      };
      if (!isEmpty(said)) {
        told.said = {};
        await post('details', said);
      } else if (items.length > 0 && mayTell(panel)) {
        told.items = [];
        await post('activity', { items });
      } else return;
      if (told.turn !== turn) return;
    }
  } finally {
    told.sending = false;
  }
}

/** Back before what was said meanwhile. */
const give = (told: Told, said: Said, items: readonly Item[]): void => {
  const attributes = { ...said.attributes, ...told.said.attributes };
  told.said = { ...said, ...told.said, attributes };
  if (told.items !== items) told.items = [...items, ...told.items].slice(-MAX_WAITING);
};

export const setAttributes = (panel: LaterPanel, attributes: Attributes): Promise<void> => {
  if (typeof attributes === 'object' && attributes !== null) return tell(panel, { attributes });
  throw new BellhopError('bad_request', 'setAttributes takes an object.', { field: 'attributes' });
};

export const track = async (panel: LaterPanel, name: string, properties: Attributes = {}): Promise<void> => {
  if (typeof name !== 'string' || !name.trim())
    throw new BellhopError('bad_request', 'track takes the name of an event.', { field: 'name' });
  await tell(panel, {}, [{ kind: 'event', name, properties }]);
};

export const page = (panel: LaterPanel, view: PageView = {}): Promise<void> => {
  const url = new URL(view.url ?? location.href, location.href);
  // [S31] The server would leave these out as well; they need not leave the page.
  url.hash = url.username = url.password = '';
  return tell(panel, {}, [{ kind: 'page', url: url.href, title: view.title ?? document.title }]);
};
