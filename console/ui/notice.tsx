import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  /** What the person can do about it. */
  action?: ComponentChildren;
  alert?: boolean;
}

/** What stands where there is nothing to show, and why. */
export function Notice({ icon, title, children, action, alert = false }: Props) {
  return (
    <div class="notice" role={alert ? 'alert' : undefined}>
      <span class="notice-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div class="notice-action">{action}</div>}
    </div>
  );
}
