import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/translate.ts';
import { pageTitle } from '../../store/page-title.ts';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  title: string;
  lead?: string;
  children: ComponentChildren;
  footer?: ComponentChildren;
}

/** The quiet page that sign-in and its neighbours share. */
export function AccountPage({ title, lead, children, footer }: Props) {
  useEffect(() => {
    pageTitle.value = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <main class="account">
      <div class="account-card">
        <div class="brand">
          <div class="mark">
            <Icon name="bell" size={22} />
          </div>
          {t('app.name')}
        </div>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
      {footer && <div class="account-footer">{footer}</div>}
    </main>
  );
}

/** What went wrong or right with a whole form; announced when it comes. */
export function FormNote({
  children,
  kind,
}: {
  children: ComponentChildren;
  kind: 'bad' | 'good' | 'plain';
}) {
  if (!children) return null;
  return (
    <div class={`form-note ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={kind === 'good' ? 'check' : 'alert'} size={18} />
      <p>{children}</p>
    </div>
  );
}
