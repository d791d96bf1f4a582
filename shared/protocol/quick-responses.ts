import { z } from 'zod';
import { problemsIn, type TemplateProblem } from '../quick-responses/template.ts';

/** Shapes of the HTTP API about quick responses. */

/** [S28] In a workspace, personal ones included, and of one member. */
export const MAX_QUICK_RESPONSES = 10_000;
export const MAX_PERSONAL_QUICK_RESPONSES = 1_000;
export const MAX_QUICK_RESPONSE_TEXT = 5_000;
/** One import, in bytes: enough for as many as a workspace may have. */
export const MAX_IMPORT_BYTES = 4 * 1024 * 1024;
/** Quick responses that one message can be made of. */
export const MAX_USES_PER_MESSAGE = 20;

const oneLine = (most: number, message: string) =>
  z
    .string()
    .transform((text) => text.toWellFormed().normalize('NFC').trim())
    .refine((text) => text.length <= most, message)
    .refine((text) => !/\p{Cc}/u.test(text), 'One line, without control characters.');

/** Typed after `/`, so that it holds no space; the slash itself may be given or left out. */
const shortcut = z
  .string()
  .transform((text) => text.toWellFormed().normalize('NFC').trim().replace(/^\//, '').toLowerCase())
  .refine((text) => text.length >= 1 && text.length <= 40, 'A shortcut has 1 to 40 characters.')
  .refine(
    (text) => /^[\p{L}\p{M}\p{N}_.-]*$/u.test(text),
    'A shortcut holds letters, digits, hyphens, dots and underscores.',
  );

/** Line ends are one character, however they were typed. */
const text = z
  .string()
  .transform((value) => value.toWellFormed().replace(/\r\n?/g, '\n'))
  .refine((value) => value.trim() !== '', 'A quick response cannot be empty.')
  .refine(
    (value) => value.length <= MAX_QUICK_RESPONSE_TEXT,
    `A quick response holds at most ${MAX_QUICK_RESPONSE_TEXT} characters.`,
  )
  .refine((value) => !value.includes('\u0000'), 'The text cannot hold the NUL character.')
  .superRefine((value, context) => {
    const [problem] = problemsIn(value);
    if (problem) context.addIssue({ code: 'custom', message: inWords(problem) });
  });

function inWords(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `There is no variable “${problem.name.slice(0, 60)}”. Choose one of the menu.`;
    case 'unnamed':
      return 'There are double braces around no variable. Name one, or remove the braces.';
    case 'unclosed':
      return 'Double braces open and do not close. Close them with }}, or remove them.';
    case 'unopened':
      return 'Double braces close that never opened. Open them with {{, or remove them.';
  }
}

const content = {
  shortcut,
  title: oneLine(100, 'A title has 1 to 100 characters.').refine(
    (title) => title !== '',
    'A title has 1 to 100 characters.',
  ),
  folder: oneLine(60, 'A folder has at most 60 characters.'),
  text,
};

export const personalResponseRequest = z.object(content);
export type PersonalResponseRequest = z.infer<typeof personalResponseRequest>;

/** Of a team, or, with null, of the whole workspace. */
export const sharedResponseRequest = z.object({ ...content, team_id: z.uuid().nullable() });
export type SharedResponseRequest = z.infer<typeof sharedResponseRequest>;

export const quickResponse = z.object({
  id: z.uuid(),
  /** Whose it is: the member's who asks, a team's, or everybody's. */
  scope: z.enum(['personal', 'team', 'workspace']),
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  shortcut: z.string(),
  title: z.string(),
  /** Empty for none. */
  folder: z.string(),
  text: z.string(),
  /** How often it was sent. */
  uses: z.int(),
});
export type QuickResponse = z.infer<typeof quickResponse>;

export const quickResponsePage = z.object({
  /** Of all that the member sees, not of this page; another one says that something changed. */
  version: z.string(),
  responses: z.array(quickResponse),
  /** Ask for the page after this id; null on the last page. */
  next: z.uuid().nullable(),
  /** What `{{site.name}}` is. */
  sites: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type QuickResponsePage = z.infer<typeof quickResponsePage>;

export const quickResponseVersion = quickResponsePage.pick({ version: true });
export type QuickResponseVersion = z.infer<typeof quickResponseVersion>;

/** Which ones went into a message; told again, it counts once. */
export const responseUses = z.object({
  client_id: z.uuid(),
  ids: z.array(z.uuid()).min(1).max(MAX_USES_PER_MESSAGE),
});
export type ResponseUses = z.infer<typeof responseUses>;

export const responseImport = z.object({
  csv: z.string(),
  /** `check` writes nothing; `strict` writes nothing while a line is wrong; `skip` leaves wrong lines out. */
  mode: z.enum(['check', 'strict', 'skip']),
});
export type ResponseImport = z.infer<typeof responseImport>;

export const importReport = z.object({
  done: z.boolean(),
  /** How many are, or would be, new, and changed. */
  created: z.int(),
  updated: z.int(),
  /** Wrong lines, at most the first 100 of them. */
  wrong: z.array(z.object({ line: z.int(), field: z.string().nullable(), message: z.string() })),
  wrong_lines: z.int(),
});
export type ImportReport = z.infer<typeof importReport>;
