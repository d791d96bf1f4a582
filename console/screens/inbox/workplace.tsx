import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { countView } from '../../store/view.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { MIDDLE, useMedia, WIDE } from '../../ui/use-media.ts';
import { ConnectionLine } from './connection-line.tsx';
import { ConversationList } from './conversation-list.tsx';
import { DeletionLine } from './deletion-line.tsx';
import { useDesk } from './desk-context.ts';
import type { InboxRoute, Membership } from './inbox.tsx';
import { KeyboardMap } from './keyboard-map.tsx';
import { NoThread } from './no-thread.tsx';
import { Rail } from './rail.tsx';
import { Thread } from './thread.tsx';
import { useListRows } from './use-list-rows.ts';
import { useKeyboard } from './use-keyboard.ts';
import { ViewsPane } from './views-pane.tsx';
import { VisitorPane } from './visitor-pane.tsx';
import type { Me } from '../../../shared/protocol/http.ts';

interface Props {
  membership: Membership;
  me: Me;
  here: InboxRoute;
}

type Open = 'none' | 'views' | 'visitor' | 'keys';

export function Workplace({ membership, me, here }: Props) {
  const [open, setOpen] = useState<Open>('none');
  const close = () => setOpen('none');
  const isWide = useMedia(WIDE);
  const hasViews = useMedia(MIDDLE);
  const id = here.name === 'conversation' ? here.conversation : undefined;
  const rows = useListRows(here.view);
  useKeyboard(here, rows, () => setOpen('keys'));
  useTitle();
  useEffect(close, [here]);
  const views = <ViewsPane membership={membership} me={me} here={here} onFollow={close} />;
  const rail = <Rail workspace={here.workspace} place="inbox" onKeys={() => setOpen('keys')} />;
  return (
    <div class="workplace" data-place={id ? 'thread' : 'list'}>
      <ConnectionLine />
      <DeletionLine membership={membership} />
      <div class="panes">
        {hasViews && rail}
        {hasViews && views}
        <main>
          <ConversationList here={here} rows={rows} onViews={hasViews ? undefined : () => setOpen('views')} />
          {id ? (
            <Thread key={id} id={id} here={here} onVisitor={isWide ? undefined : () => setOpen('visitor')} />
          ) : (
            <NoThread />
          )}
        </main>
        {isWide && id && <VisitorPane id={id} view={here.view} />}
      </div>
      {open === 'keys' && <KeyboardMap onClose={close} />}
      {open === 'views' && !hasViews && (
        <Drawer kind="start" label={t('views.label')} onClose={close}>
          {views}
          {rail}
        </Drawer>
      )}
      {open === 'visitor' && id && !isWide && (
        <Drawer kind="end" label={t('visitor.pane')} onClose={close}>
          <VisitorPane id={id} view={here.view} />
        </Drawer>
      )}
    </div>
  );
}

/** The tab says how many wait. */
function useTitle(): void {
  const desk = useDesk();
  const waiting = countView(desk.conversations.value.values(), 'waiting', desk.me.id);
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${t('app.name')}` : t('app.name');
  }, [waiting]);
}
