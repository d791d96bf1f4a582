import { z } from 'zod';
import { fieldKey } from '../widget-settings/form-fields.ts';
import { MAX_FORM_FIELDS } from '../widget-settings/form-rules.ts';

/** [FM2] Lengths of answers. */
export const MAX_ANSWER_LINE = 200;
export const MAX_ANSWER_TEXT = 2_000;
/** [FM6] Forms of one conversation. */
export const MAX_FORMS = 3;

export const formKind = z.enum(['pre_chat', 'offline']);
export type FormKind = z.infer<typeof formKind>;

/** [FM1] What a visitor answered, by the keys of the site's questions. */
export const givenForm = z.object({
  form: formKind,
  values: z
    .record(fieldKey, z.union([z.string().max(MAX_ANSWER_TEXT, 'This answer is too long.'), z.boolean()]))
    .refine((values) => Object.keys(values).length <= MAX_FORM_FIELDS, `At most ${MAX_FORM_FIELDS} answers.`),
});
export type GivenForm = z.infer<typeof givenForm>;

/** [FM5] What the page calls a team that the site offers. */
export const teamChoice = z.string().max(32);

/** [FM3] An answer beside what was asked, as it was asked then; an empty label is the key's own. */
export const formAnswer = z.object({
  key: z.string(),
  label: z.string(),
  value: z.union([z.string(), z.boolean()]),
});
export type FormAnswer = z.infer<typeof formAnswer>;
