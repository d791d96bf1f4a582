import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { pageTitle } from '../../store/page-title.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { MIDDLE, useMedia, WIDE } from '../../ui/use-media.ts';
import { ConnectionLine } from './connection-line.tsx';
import { ConversationList } from './conversation-list.tsx';
import { DeletionLine } from './deletion-line.tsx';
import type { InboxRoute, Membership } from './inbox.tsx';
import { KeyboardMap } from './keyboard-map.tsx';
import { MentionsList } from './mentions-list.tsx';
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
  useEffect(() => void (pageTitle.value = t('app.name')), []);
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
          {here.view === 'mentions' ? (
            <MentionsList here={here} onViews={hasViews ? undefined : () => setOpen('views')} />
          ) : (
            <ConversationList
              here={here}
              rows={rows}
              onViews={hasViews ? undefined : () => setOpen('views')}
            />
          )}
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
