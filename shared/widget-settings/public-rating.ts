import type { RatingSettings } from './rating.ts';

/** As pages get it, where it is not the usual; `off` where nobody is asked. */
export interface PublicRating {
  off?: true;
  silent?: true;
  question?: string;
}

export function toPublicRating({ enabled, comment, question }: RatingSettings): PublicRating | undefined {
  if (!enabled) return { off: true };
  if (comment && question === '') return undefined;
  return { ...(!comment && { silent: true as const }), ...(question !== '' && { question }) };
}
