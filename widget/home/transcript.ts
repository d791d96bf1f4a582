import { BellhopError } from '../../shared/errors.ts';
import type { VisitorConversation } from '../../shared/protocol/conversations.ts';
import type { PublicEntry } from '../../shared/protocol/entries.ts';
import type { EntriesPage } from '../../shared/protocol/server-frames.ts';
import type { Transcript } from '../chat.ts';
import { fill } from '../i18n/fill.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import type { Item } from '../panel/log-rows.ts';
import type { PanelContext } from '../ui/panel-context.ts';
import { homeWords } from './home-words.ts';

// By itself, for the build to know how to try it again.
const loadReading = () => import('../panel/live.ts');

type Page = EntriesPage<PublicEntry, VisitorConversation>;
type Session = PanelContext['store']['session'];

const readWhole = async (session: Session, id: string): Promise<Page> => {
  const ask = (query: string) =>
    session.call<Page>({ method: 'GET', path: `/visitor/conversations/${id}/entries${query}` });
  const latest = await ask('');
  const entries = [...latest.entries];
  for (let { more } = latest; more;) {
    const page = await ask(`?before=${entries[0]?.seq}`);
    entries.unshift(...page.entries);
    more = page.more && page.entries.length > 0;
  }
  return { ...latest, entries };
};

/** The conversation on screen; before a line told which that is, the latest one. */
const idShown = async ({ store }: PanelContext): Promise<string> => {
  if (store.chosen.peek() === undefined && !store.currentId.peek() && store.state.peek().known) {
    const { conversations } = await store.session.call<{ conversations: VisitorConversation[] }>({
      method: 'GET',
      path: '/visitor/conversations',
    });
    if (conversations[0]) return conversations[0].id;
  }
  const id = store.conversation.peek()?.id;
  if (id) return id;
  throw new BellhopError('not_found', 'There is no conversation to make a transcript of.');
};

/** What the log says of it, in one line or more; null where it shows nothing. */
const linesOf = (item: Item | null, context: PanelContext): string | null => {
  if (item?.kind === 'event') return `— ${context.t(item.event, { name: item.name })} —`;
  if (item?.kind !== 'said') return item && `— ${context.t('unknownEntry')} —`;
  const say = homeWords(context);
  const name = item.own ? context.t('you') : (item.name ?? context.siteName);
  const became = item.became ? ` ${say[item.became]}` : '';
  return `${name}: ${item.text}${became}`;
};

const dayOf = (at: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(new Date(at));

const write = ({ conversation, entries }: Page, context: PanelContext): Transcript => {
  const { store, siteName, locale, time } = context;
  const read = store.readEntry.peek();
  const agent = conversation.agent?.name;
  const lines = [siteName, ...(agent ? [fill(homeWords(context).transcriptOf, { name: agent })] : [])];
  let day = '';
  entries.forEach((entry, at) => {
    const line = linesOf(read(entry, at), context);
    if (line === null) return;
    const today = dayOf(entry.created_at, locale);
    if (today !== day) lines.push('', today, '');
    day = today;
    lines.push(`${time(entry.created_at)}  ${line}`);
  });
  return {
    text: [...lines, ''].join('\n'),
    file_name: `chat-${conversation.created_at.slice(0, 10)}.txt`,
  };
};

/** The conversation on screen as text, from its first word: as both sides may read it now, whatever was said before. */
export const makeTranscript = async ({ context }: LaterPanel): Promise<Transcript> => {
  const id = await idShown(context);
  // Before there is a line nobody has taught the panel to read.
  if (!context.store.parts.peek().notice) (await loadReading()).learnReading(context);
  return write(await readWhole(context.store.session, id), context);
};

/** Hands it over as a file. A link to a blob is a download and nothing that a page's policy speaks of. */
export const downloadTranscript = async (panel: LaterPanel): Promise<void> => {
  const { text, file_name } = await makeTranscript(panel);
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href, download: file_name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
};
