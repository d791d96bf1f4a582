import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { AgentSession } from '../../shared/client/types.ts';
import { plainView, teamOf, type View } from './view.ts';

/** How far a view has been read from the server. */
export interface ViewPage {
  state: 'unread' | 'loading' | 'read' | 'failed';
  next: string | null;
  error?: unknown;
}

export interface ViewPages {
  of(view: View, tag: string | undefined): ReadonlySignal<ViewPage>;
  /** Reads the first page once, and further ones when asked again. */
  read(view: View, tag: string | undefined, how: 'first' | 'next'): Promise<void>;
  /** Nothing is read any more. */
  forget(): void;
}

/** The pages of the views that the session does not keep whole by itself; those with a tag are pages of their own. */
export function createViewPages(session: AgentSession): ViewPages {
  const pages = new Map<string, Signal<ViewPage>>();
  const of = (view: View, tag: string | undefined): Signal<ViewPage> => {
    const key = `${view} ${tag ?? ''}`;
    const page = pages.get(key) ?? signal<ViewPage>({ state: 'unread', next: null });
    pages.set(key, page);
    return page;
  };
  return {
    of,
    forget() {
      for (const page of pages.values()) page.value = { state: 'unread', next: null };
    },
    async read(view, tag, how) {
      const kind = plainView(view);
      if (kind === 'mentions') return;
      const page = of(view, tag);
      const { state, next } = page.peek();
      if (state === 'loading' || (how === 'first' && state === 'read') || (how === 'next' && next === null))
        return;
      page.value = { state: 'loading', next };
      try {
        const answer = await session.loadView(kind, next ?? undefined, {
          team_id: teamOf(view),
          tag_id: tag,
        });
        page.value = { state: 'read', next: answer.next };
      } catch (error) {
        page.value = { state: 'failed', next, error };
      }
    },
  };
}
