import { BellhopError } from '../../shared/errors.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import type { SetupHost } from '../shell/setup-contract.ts';
import { keyPrefix } from '../shell/storage-keys.ts';
import { adoptHome } from './adopt-home.ts';
import { HomeView } from './home-view.tsx';
import { homeWords } from './home-words.ts';
import { leaveHome, showHome } from './place.ts';

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const notFound = (): BellhopError => new BellhopError('not_found', 'This visitor has no such conversation.');

/** Resolves when it is this visitor's; rejects alike for another's and for one that does not exist (M8). */
const requireOwn = async (
  { context: { store }, host, storage }: LaterPanel,
  id: unknown,
): Promise<string> => {
  // Somebody who was never here has none, and nobody is asked.
  if (typeof id !== 'string' || !ID.test(id) || !storage.get(`${keyPrefix(host.config.site)}token`))
    throw notFound();
  const own = id.toLowerCase();
  if (!store.state.peek().conversations.some((one) => one.id === own))
    await store.session.call({ method: 'GET', path: `/visitor/conversations/${own}/entries?limit=1` });
  return own;
};

/** Opens the panel on one of the visitor's conversations. */
export const openConversation = async (panel: LaterPanel, id: string): Promise<void> => {
  const { context, host } = panel;
  const own = await requireOwn(panel, id).catch((error: unknown) => {
    const { code } = error as BellhopError;
    throw code === 'unauthenticated' || code === 'bad_request' ? notFound() : error;
  });
  leaveHome(context, own);
  await (host as SetupHost).chat.open();
};

/** The same for somebody who followed a link: they are told where it leads nowhere. */
export const openByLink = async (panel: LaterPanel, id: string): Promise<void> => {
  const { context, host } = panel;
  try {
    await openConversation(panel, id);
  } catch {
    adoptHome(context);
    showHome(context.store, HomeView, homeWords(context).notHere);
    await (host as SetupHost).chat.open();
  }
};
