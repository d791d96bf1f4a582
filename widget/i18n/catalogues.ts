import type { Plural } from './plural.ts';
import { en } from './en.ts';
import { enEmoji } from './en-emoji.ts';
import { enForms } from './en-forms.ts';
import { enGreetings } from './en-greetings.ts';
import { enHome } from './en-home.ts';
import { enHours } from './en-hours.ts';
import { enLauncher } from './en-launcher.ts';
import { enLine } from './en-line.ts';
import { enQueue } from './en-queue.ts';
import { enReply } from './en-reply.ts';
import { enRating } from './en-rating.ts';
import { enTypingNotice } from './en-typing-notice.ts';

/**
 * Everything the widget says, by the catalogue that says it. The widget imports each catalogue where it is needed; this list
 * is for the languages, the editor in the console and the tests. A new catalogue is a line here, a group in every file
 * of languages/, and one in shared/widget-settings/text-keys.ts.
 */
export const english = {
  launcher: enLauncher,
  panel: en,
  line: enLine,
  queue: enQueue,
  hours: enHours,
  notice: enTypingNotice,
  greetings: enGreetings,
  forms: enForms,
  rating: enRating,
  reply: enReply,
  emoji: enEmoji,
  home: enHome,
};

export type Catalogues = typeof english;
export type Group = keyof Catalogues;

type Translated<W> = { readonly [K in keyof W]: W[K] extends string ? string : Plural };

/** All words of a language: one that lacks any does not compile. */
export type Language = { readonly [G in Group]: Translated<Catalogues[G]> };

/** What a site says otherwise, in one language. */
export type OwnWords = { readonly [G in Group]?: Partial<Translated<Catalogues[G]>> };
