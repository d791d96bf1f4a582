import { mayRole } from '../../../shared/authority/permissions.ts';
import type { Role } from '../../../shared/protocol/http.ts';
import type { VisitorDetails } from '../../../shared/protocol/visitors.ts';
import { moment } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { PageHead } from '../settings/page-head.tsx';
import { Answered, useAnswer } from '../settings/use-answer.tsx';
import { SeenPages } from './seen-pages.tsx';
import { SourceMark } from './source-mark.tsx';
import { ConversationsOf } from './conversations-of.tsx';
import { VisitorActions } from './visitor-actions.tsx';
import { VisitorForm } from './visitor-form.tsx';
import { nameOf } from './visitor-name.ts';

interface Props {
  workspace: string;
  id: string;
  role: Role;
}

export function VisitorPage({ workspace, id, role }: Props) {
  const path = `/workspaces/${encodeURIComponent(workspace)}/visitors/${encodeURIComponent(id)}`;
  const answer = useAnswer<VisitorDetails>(path);
  const manages = mayRole(role, 'visitors.manage');
  return (
    <Answered answer={answer}>
      {(visitor) => (
        <>
          <PageHead title={nameOf(visitor)} />
          <SourceMark source={visitor.verified ? 'verified' : visitor.sources.name} />
          {visitor.erased_at && <p role="status">{t('visitors.erased')}</p>}
          <Facts visitor={visitor} />
          {!visitor.erased_at && manages && (
            <VisitorForm visitor={visitor} path={path} onSaved={answer.reload} />
          )}
          {!visitor.erased_at && !manages && <Noted visitor={visitor} />}
          <section class="card">
            <h3>{t('visitors.conversations')}</h3>
            <ConversationsOf key={visitor.conversations} path={path} workspace={workspace} view="all" />
          </section>
          {!visitor.erased_at && <SeenPages path={path} />}
          {!visitor.erased_at && manages && (
            <VisitorActions visitor={visitor} path={path} workspace={workspace} onDone={answer.reload} />
          )}
        </>
      )}
    </Answered>
  );
}

function Facts({ visitor }: { visitor: VisitorDetails }) {
  const rows = [
    ['site', visitor.site.name],
    ['first-seen', moment(visitor.first_seen_at)],
    ['last-seen', moment(visitor.last_seen_at)],
    ['conversations', String(visitor.conversations)],
    ...(visitor.subject === null ? [] : [['subject', visitor.subject] as const]),
    ...(visitor.blocked_at ? [['blocked', moment(visitor.blocked_at)] as const] : []),
  ] as const;
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`visitors.${name}`)}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Noted({ visitor: { email, attributes, sources } }: { visitor: VisitorDetails }) {
  const rows = Object.entries(attributes);
  return (
    <section class="card">
      <h3>{t('visitors.known')}</h3>
      {email === null && rows.length === 0 && <p class="quiet">{t('visitors.no-attributes')}</p>}
      <dl class="details">
        {[...(email === null ? [] : [[t('visitors.email'), email] as const]), ...rows].map(
          ([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{String(value)}</bdi>
                <SourceMark
                  source={name === t('visitors.email') ? sources.email : sources.attributes?.[name]}
                />
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
