import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { defineRoute } from '../http/define-route.ts';

export const pinnedRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/widget/pinned',
    permission: 'public',
    surface: 'open',
    summary: 'Where the newest pinned file of the widget is, and the integrity that a page names beside it.',
    result: z.object({ path: z.string(), integrity: z.string() }),
    handle: ({ services: { pages } }) => {
      if (!pages.pinned) {
        throw new BellhopError('unavailable', 'The widget is not built here. Run: npm run build');
      }
      const { path, integrity } = pages.pinned;
      return { path, integrity };
    },
  }),
];
