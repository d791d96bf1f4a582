import { z } from 'zod';
import { line } from './plain-text.ts';
import {
  maxTextLength,
  PLURAL_FORMS,
  TEXT_GROUPS,
  textsOf,
  textTrouble,
  WIDGET_LANGUAGES,
  type PluralForm,
  type TextGroup,
  type TextKey,
  type WidgetLanguage,
} from './text-keys.ts';

export type OwnText = string | Readonly<Partial<Record<PluralForm, string>>>;
export type OwnTexts = Readonly<
  Partial<Record<WidgetLanguage, Readonly<Partial<Record<TextGroup, Readonly<Record<string, OwnText>>>>>>>
>;

/** An empty text is none: the widget says its own. */
const text = (group: TextGroup, values: readonly string[], form?: PluralForm) =>
  line(maxTextLength(group)).superRefine((written, context) => {
    const trouble = written === '' ? null : textTrouble(written, values, form);
    if (!trouble) return;
    const message =
      trouble.kind === 'missing'
        ? `Keep {${trouble.value}} in it: the widget fills it in.`
        : `Nothing fills in {${trouble.value}} here. Remove it.`;
    context.addIssue({ code: 'custom', message });
  });

/** Without `other` there would be numbers that have no form. */
const forms = (group: TextGroup, values: readonly string[]) =>
  z
    .strictObject(
      Object.fromEntries(PLURAL_FORMS.map((form) => [form, text(group, values, form).optional()])) as Record<
        PluralForm,
        z.ZodOptional<ReturnType<typeof text>>
      >,
    )
    .refine((given) => given.other || !Object.values(given).some(Boolean), {
      path: ['other'],
      message: 'Give this form too: it stands for all other numbers.',
    });

const own = (group: TextGroup, { values, plural }: TextKey): z.ZodType<OwnText> =>
  plural ? (forms(group, values) as unknown as z.ZodType<OwnText>) : text(group, values);

const groups = Object.fromEntries(
  TEXT_GROUPS.map((group) => [
    group,
    z
      .strictObject(Object.fromEntries(textsOf(group).map((one) => [one.key, own(group, one).optional()])))
      .optional(),
  ]),
);

/** What an admin has the widget say in its own words' stead, in each language. */
export const ownTexts = z.strictObject(
  Object.fromEntries(WIDGET_LANGUAGES.map((language) => [language, z.strictObject(groups).optional()])),
) as unknown as z.ZodType<OwnTexts>;
