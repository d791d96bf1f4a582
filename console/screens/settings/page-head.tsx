import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  lead?: string;
  /** What can be done with the whole page. */
  actions?: ComponentChildren;
}

/** The head that every page of the settings has. */
export function PageHead({ title, lead, actions }: Props) {
  return (
    <header class="page-head">
      <div>
        <h2>{title}</h2>
        {lead && <p>{lead}</p>}
      </div>
      {actions && <div class="page-actions">{actions}</div>}
    </header>
  );
}
