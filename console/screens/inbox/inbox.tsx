import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../../shared/protocol/http.ts';
import { deskRefused, refreshAccount } from '../../store/account.ts';
import { createDesk } from '../../store/create-desk.ts';
import type { Desk } from '../../store/desk.ts';
import type { Route } from '../../store/route.ts';
import { Lazy } from '../../ui/lazy.tsx';
import { MIDDLE, useMedia } from '../../ui/use-media.ts';
import { ForeignWorkspace, Outdated } from '../dead-ends.tsx';
import { Attending } from './attending.tsx';
import { DeskContext } from './desk-context.ts';
import { OfferCards } from './offer-cards.tsx';
import { StandingBar } from './availability-menu.tsx';
import { Workplace } from './workplace.tsx';

export type InboxRoute = Extract<Route, { name: 'inbox' | 'conversation' }>;
export type SettingsRoute = Extract<Route, { name: 'settings' }>;
export type VisitorsRoute = Extract<Route, { name: 'visitors' }>;
export type SupervisionRoute = Extract<Route, { name: 'supervision' }>;
/** The addresses within a workspace. */
export type DeskRoute = InboxRoute | SettingsRoute | VisitorsRoute | SupervisionRoute;
export type Membership = Me['memberships'][number];

interface Props {
  membership: Membership;
  me: Me;
  here: DeskRoute;
}

const loadVisitors = () => import('../visitors/visitors.tsx');
const loadSupervision = () => import('../supervision/supervision.tsx');
const loadSettings = () => import('../settings/settings.tsx');

/** One workspace's inbox, visitors and settings: opens the desk, and leaves it when the right to it ends. */
export function Inbox({ membership, me, here }: Props) {
  const [desk, setDesk] = useState<Desk>();
  const hasRail = useMedia(MIDDLE);
  useEffect(() => {
    const opened = createDesk(membership.workspace.id, membership.member);
    setDesk(opened);
    return () => opened.close();
  }, [membership.workspace.id, membership.member]);
  if (!desk) return null;
  return (
    <DeskContext.Provider value={desk}>
      <div class="desk">
        {!hasRail && <StandingBar />}
        <AtDesk desk={desk} membership={membership} me={me} here={here} />
      </div>
      <OfferCards />
      <Attending here={here} />
    </DeskContext.Provider>
  );
}

/** The server closes the sockets of somebody whose role changed; who comes back asks what they may do now. */
function useFreshRole(isLive: boolean): void {
  const wasLive = useRef(false);
  useEffect(() => {
    if (!isLive) return;
    if (wasLive.current) void refreshAccount();
    wasLive.current = true;
  }, [isLive]);
}

function AtDesk({ desk, ...props }: Props & { desk: Desk }) {
  const { value: connection } = desk.connection;
  const refusal = connection.kind === 'refused' ? connection.error.code : undefined;
  useEffect(() => {
    if (refusal === 'unauthenticated') void deskRefused(props.membership.workspace.id);
  }, [refusal]);
  useFreshRole(connection.kind === 'live');
  if (refusal === 'forbidden') return <ForeignWorkspace />;
  if (refusal !== undefined && refusal !== 'unauthenticated') return <Outdated />;
  const { here, membership, me } = props;
  if (here.name === 'supervision') return <Lazy load={loadSupervision} props={{ here, membership }} />;
  if (here.name === 'visitors') return <Lazy load={loadVisitors} props={{ here, membership }} />;
  if (here.name !== 'settings') return <Workplace here={here} membership={membership} me={me} />;
  return <Lazy load={loadSettings} props={{ here, membership, me }} />;
}
