import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { fill } from '../i18n/fill.ts';
import { usePanel } from '../ui/panel-context.ts';
import { ConversationRow } from './conversation-row.tsx';
import { createHistory, type History } from './history.ts';
import { useHomeWords } from './home-words.ts';
import { leaveHome, noticeOf } from './place.ts';

// By itself, for the build to know how to try it again.
const loadLines = () => import('../lines/lines.ts');

const Search = ({ history }: { history: History }) => {
  const say = useHomeWords();
  return (
    <div class="find" role="search">
      <input
        type="search"
        maxLength={100}
        aria-label={say.search}
        placeholder={say.search}
        autocomplete="off"
        enterkeyhint="search"
        onInput={({ currentTarget }) => history.search(currentTarget.value)}
        onKeyDown={(event) => {
          // Escape empties the field first, and closes the panel when it is empty.
          if (event.key === 'Escape' && event.currentTarget.value) event.stopPropagation();
        }}
      />
    </div>
  );
};

/** What there is to say of the list. Always there, so that screen readers hear it fill. */
const Told = ({ history }: { history: History }) => {
  const say = useHomeWords();
  const words = history.words.value;
  const { value: failed } = history.failed;
  const { value: loading } = history.loading;
  const isEmpty = words && !loading && !failed && !history.items.value.length;
  return (
    <p class="told" role="status">
      {failed && say.failed}
      {loading && <span class="slow">{say.loading}</span>}
      {isEmpty && fill(say.nothingFound, { words })}
    </p>
  );
};

/** The visitor's conversations, in place of one of them. */
export const HomeView = () => {
  const context = usePanel();
  const { store, t, focusComposer } = context;
  const say = useHomeWords();
  const history = useMemo(() => createHistory(store), [store]);
  const heading = useRef<HTMLHeadingElement>(null);
  const notice = noticeOf(store).value;
  useEffect(() => history.dispose, [history]);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const open = (id: string | null, found?: number): void => {
    leaveHome(context, id);
    setTimeout(focusComposer);
    if (id === null || found === undefined) return;
    // Without it the conversation stands at its end.
    loadLines()
      .then((module) => module.jumpTo(context, id, found))
      .catch(() => {});
  };
  return (
    <>
      <div class="home">
        <h3 ref={heading} tabIndex={-1}>
          {say.conversations}
        </h3>
        {notice && (
          <p class="told" role="alert">
            {notice}
          </p>
        )}
        {(store.state.value.conversations.length > 3 || history.words.value) && <Search history={history} />}
        <ul>
          {history.items.value.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              words={history.words.value}
              onOpen={open}
            />
          ))}
        </ul>
        <Told history={history} />
        {(history.hasMore.value || history.failed.value) && !history.loading.value && (
          <button type="button" class="link further" onClick={() => void history.more()}>
            {history.failed.value ? t('tryAgain') : say.more}
          </button>
        )}
      </div>
      <div class="ended">
        <button type="button" class="primary" onClick={() => open(null)}>
          {t('startNew')}
        </button>
      </div>
    </>
  );
};
