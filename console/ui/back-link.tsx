import type { Route } from '../store/route.ts';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

interface Props {
  to: Route;
  children: string;
}

/** From one of many to all of them; it stands above the heading of a page. */
export const BackLink = ({ to, children }: Props) => (
  <Link to={to} class="back-link">
    <Icon name="back" />
    {children}
  </Link>
);
