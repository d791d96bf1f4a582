import { z } from 'zod';
import {
  EVENT_NAME,
  GREETED_VISITORS,
  GREETING_ONCE,
  isPagePattern,
  MAX_GREETING_SECONDS,
  MAX_GREETING_TEXT,
  MAX_GREETINGS,
  MAX_PAGE_PATTERN,
} from './greeting-rules.ts';
import { line } from './plain-text.ts';

/** When a page greets of its own accord, and with which words. What is empty asks for nothing. */
export const greeting = z.strictObject({
  /** Which greeting a visitor has had already. */
  id: z.string().regex(/^[a-z0-9]{4,32}$/, 'Up to 32 of a-z and 0-9 make an id.'),
  text: line(MAX_GREETING_TEXT).refine((text) => text !== '', 'Say what the greeting says.'),
  /** The path of the page; `*` stands for anything. */
  page: line(MAX_PAGE_PATTERN).refine(
    (page) => page === '' || isPagePattern(page),
    'Write a path that begins with / or *, as in /pricing or /shop/*; at most 5 of it are *.',
  ),
  /** What the page tracks, in place of its being there. */
  event: z
    .string()
    .refine(
      (name) => name === '' || EVENT_NAME.test(name),
      'Up to 64 letters, digits, _ . and - make a name, as in cart.full.',
    ),
  seconds: z
    .int('Give whole seconds.')
    .min(0, `From 0 to ${MAX_GREETING_SECONDS} seconds.`)
    .max(MAX_GREETING_SECONDS, `From 0 to ${MAX_GREETING_SECONDS} seconds.`),
  visitor: z.enum(GREETED_VISITORS),
  once: z.enum(GREETING_ONCE),
});

export type Greeting = z.infer<typeof greeting>;

/** The first that applies greets. */
export const greetings = z
  .array(greeting)
  .max(MAX_GREETINGS, `At most ${MAX_GREETINGS} greetings.`)
  .superRefine((all, context) => {
    all.forEach(({ id }, at) => {
      if (all.findIndex((one) => one.id === id) < at)
        context.addIssue({ code: 'custom', path: [at, 'id'], message: 'Another greeting has this id.' });
    });
  });

export type Greetings = z.infer<typeof greetings>;
