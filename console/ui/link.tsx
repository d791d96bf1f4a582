import type { ComponentChildren } from 'preact';
import { href, navigate, type Route } from '../store/route.ts';

interface Props {
  to: Route;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
  id?: string;
  /** Its name, where its content is no text. */
  label?: string;
  onFollow?: () => void;
}

/** A link inside the console: a real address, followed without loading the page anew. */
export function Link({ to, children, current, label, onFollow, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
    if (elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    navigate(to);
    onFollow?.();
  };
  return (
    <a
      {...rest}
      href={href(to)}
      aria-label={label}
      title={label}
      aria-current={current ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
