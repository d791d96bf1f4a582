import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_RATING_TEXT, ratingRequest } from '../../shared/protocol/ratings.ts';
import { liftSettings } from '../../shared/widget-settings/lift-settings.ts';
import type { AppServices } from '../http/app-services.ts';
import { defineRoute } from '../http/define-route.ts';
import { formPage, tellPage } from './page.ts';
import { pageWords, type PageWords } from './page-words.ts';
import { rateConversation, readStanding, requireMay } from './rate-conversation.ts';
import { openRatingLink, type OpenedLink } from './rating-link.ts';

const typed = z.object({
  client_id: z.string().default(''),
  score: z.string().optional(),
  comment: z.string().default(''),
  answer: z.string().default(''),
});
type Typed = z.output<typeof typed>;

const link = {
  path: '/rate/{token}',
  permission: 'public',
  hidden: true,
  params: z.object({ token: z.string().max(512) }),
} as const;

export const ratingPageRoutes = [
  defineRoute({
    ...link,
    method: 'get',
    surface: 'open',
    summary: 'Where whoever has the link rates a conversation.',
    handle: async ({ services, params, request }) => {
      const words = pageWords(request.headers.get('accept-language'));
      const opened = await openRatingLink(services.db, services.signIn.sealer, params.token);
      if (!opened) return tellPage(words, '', words.gone, 404);
      const told = await refusalOf(words, opened, async () =>
        requireMay(await readStanding(services.db.orm, opened.actor, opened.conversationId)),
      );
      return told ?? formPage(words, nameOf(opened), asked(opened, randomUUID()));
    },
  }),
  defineRoute({
    ...link,
    method: 'post',
    surface: 'console',
    summary: 'Rates it. Sent twice, it is one rating.',
    body: typed,
    takesForm: true,
    handle: async ({ services, params, body, request }) => {
      const words = pageWords(request.headers.get('accept-language'));
      const opened = await openRatingLink(services.db, services.signIn.sealer, params.token);
      if (!opened) return tellPage(words, '', words.gone, 404);
      return rateByForm(services, opened, words, body);
    },
  }),
];

async function rateByForm(
  services: AppServices,
  opened: OpenedLink,
  words: PageWords,
  body: Typed,
): Promise<Response> {
  const rating = ratingRequest.safeParse({ ...body, score: Number(body.score) });
  if (!rating.success) {
    const isTooLong = [body.comment, body.answer].some(({ length }) => length > MAX_RATING_TEXT);
    const trouble = isTooLong ? words.tooLong : words.choose;
    return formPage(words, nameOf(opened), { ...asked(opened, randomUUID()), ...body, trouble });
  }
  const { actor, conversationId: conversation_id } = opened;
  await services.settings.ready(actor.workspaceId);
  services.visitorLimits.message(actor);
  const told = await refusalOf(words, opened, () =>
    rateConversation(services, actor, { conversation_id, ...rating.data }),
  );
  return told ?? tellPage(words, nameOf(opened), words.thanks);
}

/** A page that says why it cannot be; null where it could. */
async function refusalOf(
  words: PageWords,
  opened: OpenedLink,
  act: () => Promise<unknown>,
): Promise<Response | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof BellhopError && error.code === 'conflict')) throw error;
    return tellPage(words, nameOf(opened), words.tooLate, 409);
  }
}

const nameOf = ({ settings }: OpenedLink): string => liftSettings(settings).name;

function asked({ settings }: OpenedLink, clientId: string) {
  const { question, comment } = liftSettings(settings).rating;
  return { clientId, question, asksComment: comment };
}
