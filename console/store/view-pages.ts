import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { AgentSession } from '../../shared/client/types.ts';
import { VIEWS, type View } from './view.ts';

/** How far a view has been read from the server. */
export interface ViewPage {
  state: 'unread' | 'loading' | 'read' | 'failed';
  next: string | null;
  error?: unknown;
}

export interface ViewPages {
  of(view: View): ReadonlySignal<ViewPage>;
  /** Reads the first page once, and further ones when asked again. */
  read(view: View, how: 'first' | 'next'): Promise<void>;
  /** Nothing is read any more. */
  forget(): void;
}

/** The pages of the views that the session does not keep whole by itself. */
export function createViewPages(session: AgentSession): ViewPages {
  const pages = new Map<View, Signal<ViewPage>>(
    VIEWS.map((view) => [view, signal<ViewPage>({ state: 'unread', next: null })]),
  );
  const of = (view: View): Signal<ViewPage> => pages.get(view) ?? signal({ state: 'unread', next: null });
  return {
    of,
    forget() {
      for (const page of pages.values()) page.value = { state: 'unread', next: null };
    },
    async read(view, how) {
      const page = of(view);
      const { state, next } = page.peek();
      if (state === 'loading' || (how === 'first' && state === 'read') || (how === 'next' && next === null))
        return;
      page.value = { state: 'loading', next };
      try {
        const answer = await session.loadView(view, next ?? undefined);
        page.value = { state: 'read', next: answer.next };
      } catch (error) {
        page.value = { state: 'failed', next, error };
      }
    },
  };
}
